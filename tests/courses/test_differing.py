"""What an editor is shown before a release: what came, what went, what reads otherwise."""

import json

import pytest

from courses.editions.differing import differences, step_differences, words_of
from courses.editions.forgetting import files_chosen, without_story
from tests.factories.courses import built, check, option, quote, step, text, two_steps


def content(steps=None, **module):
    return built(steps, key="one", **module).content


def test_the_same_content_has_no_differences():
    assert differences(content(), content(), {}) == []


def test_words_minutes_and_blocks_that_changed_are_named_with_their_step():
    after = two_steps()
    after[0]["blocks"][0] = text(html="<p>You need <b>no</b> perfect words.</p>")
    after[0]["minutes"] = 9
    after[0]["blocks"].append(text("t9", "<p>New words.</p>"))
    after[0]["blocks"].pop(2)
    (change,) = differences(content(), content(after), {})
    assert (change.kind, change.title) == ("changed", "Being heard")
    assert [(block.kind, block.type) for block in change.blocks] == [
        ("changed", "minutes"), ("changed", "text"), ("added", "text"), ("taken_out", "reflection"),
    ]  # fmt: skip
    assert change.blocks[1].after == "You need no perfect words."
    assert change.blocks[1].before == "You do not need the perfect words."


def test_steps_that_came_went_or_stand_elsewhere():
    found = differences(content(), content([step("third"), *reversed(two_steps())]), {})
    assert [(change.kind, change.title) for change in found] == [("added", "Third"), ("moved", "Third · Asking · Being heard")]
    (gone,) = differences(content(), content(two_steps()[:1]), {})
    assert (gone.kind, gone.title) == ("taken_out", "Asking")


def test_blocks_in_another_order_are_said_to_be():
    after = two_steps()
    after[0]["blocks"].reverse()
    (change,) = differences(content(), content(after), {})
    assert {block.kind for block in change.blocks} == {"moved"}
    assert not any(block.is_about_words for block in change.blocks)


def test_what_is_said_about_the_module_comes_first():
    (change,) = differences(content(), content(summary="Hear more."), {})
    assert [(block.type, block.before, block.after) for block in change.blocks] == [
        ("summary", "Hear what a person is saying.", "Hear more.")
    ]


def test_lent_words_stand_in_it_while_they_may():
    made = built([step("told", quote(words="I wanted somebody to stay."))])
    (block,) = made.content["steps"][0]["blocks"]
    lent = {block["value"]["fragment"]: {"text": "I wanted somebody to stay.", "salt": "salt"}}
    assert words_of(block, lent) == "I wanted somebody to stay."
    assert words_of(block, {}) == ""


def test_a_question_is_read_with_its_answers_and_what_we_say_to_them():
    made = built([step("one", check(options=[option("a", "Wait", feedback="Too long."), option("b", "Ask", is_right=True)]))])
    said = words_of(made.content["steps"][0]["blocks"][0], {})
    assert said.splitlines() == ["What would you do first?", "Wait", "Too long.", "Ask", "About “Ask”."]


# --- in one step -------------------------------------------------------------------------------------


def block(name, kind="text", **value):
    return {"id": name, "type": kind, "value": value}


def plain(*blocks, **facts):
    return {"key": "s", "title": "S", "minutes": 5, "blocks": list(blocks), **facts}


def said(change):
    return [(span.kind, span.text.strip()) for span in change.spans]


def told(before, after, fragments=None):
    return [(change.kind, change.block_id) for change in step_differences(before, after, fragments or {})]


ONE, TWO, THREE = (block(name, html=f"<p>{name}</p>") for name in ("one", "two", "three"))


def test_blocks_that_stay_are_left_out():
    assert told(plain(ONE, TWO), plain(ONE, TWO)) == []
    assert told(plain(), plain()) == []
    assert told(plain(topics=["loss"]), plain(topics=["loss"])) == []


def test_blocks_come_go_and_move():
    assert told(plain(ONE, TWO), plain(ONE, THREE, TWO)) == [("added", "three")]
    assert told(plain(ONE, TWO), plain(TWO)) == [("taken_out", "one")]
    assert told(plain(ONE, TWO, THREE), plain(TWO, THREE, ONE)) == [("moved", "one")]
    assert told(None, plain(ONE)) == [("added", "one")]
    assert told(plain(ONE), plain()) == [("taken_out", "one")]


def test_words_that_came_and_went_are_marked():
    (change,) = step_differences(plain(block("a", html="<p>You may wait here.</p>")), plain(block("a", html="<p>You may ask.</p>")), {})
    assert said(change) == [("same", "You may"), ("taken_out", "wait here."), ("added", "ask.")]
    assert change.is_about_words
    assert [[span.text.strip() for span in row] for row in change.rows] == [["You may", "wait here.", "ask."]]


def test_a_change_that_is_not_in_the_words_is_still_a_change():
    question = {"stem": "What now?", "key": "a"}
    before, after = block("c", "check", question=question), block("c", "check", question={**question, "key": "b"})
    (change,) = step_differences(plain(before), plain(after), {})
    assert (change.kind, change.is_about_words) == ("changed", False)


def test_the_order_in_which_fields_are_stored_is_no_change():
    scenes = [{"id": "s", "name": "Door", "text": "Somebody knocks.", "choices": ()}]
    draft = block("sc", "scenario", title="At the door", scenes=scenes, debrief="Both teach.")
    stored = {**draft, "value": json.loads(json.dumps(draft["value"], sort_keys=True))}
    assert told(plain(stored), plain(draft)) == []
    changed = {**draft, "value": {**draft["value"], "debrief": "Each teaches."}}
    (change,) = step_differences(plain(stored), plain(changed), {})
    assert [words for kind, words in said(change) if kind != "same"] == ["Both teach.", "Each teaches."]
    assert said(change)[0][1].split() == ["At", "the", "door", "Door", "Somebody", "knocks."]


def test_lent_words_are_compared_by_what_they_say():
    old, new = ({"text": words, "attribution": "A peer"} for words in ("I was alone.", "I was heard."))
    before, after = plain(block("q", "quote", fragment="1")), plain(block("q", "quote", fragment="2"))
    (change,) = step_differences(before, after, {"1": old, "2": new})
    assert said(change) == [("same", "I was"), ("taken_out", "alone."), ("added", "heard."), ("same", "A peer")]
    (taken_back,) = step_differences(before, after, {})
    assert not taken_back.is_about_words


def test_title_minutes_and_topics_of_a_step_are_compared_too():
    changes = step_differences(plain(), plain(title="T", topics=["loss"]), {})
    assert [(change.type, change.before, change.after) for change in changes] == [("title", "S", "T"), ("topics", "", "loss")]


def test_a_block_that_moved_and_reads_otherwise_says_both():
    after = plain(TWO, THREE, block("one", html="<p>uno</p>"))
    (change,) = step_differences(plain(ONE, TWO, THREE), after, {})
    assert (change.kind, change.is_about_words, change.before, change.after) == ("moved", True, "one", "uno")


def test_paragraphs_are_lines_and_signs_are_signs():
    (change,) = step_differences(plain(), plain(block("a", html="<p>You &amp; me</p><ul><li>one</li><li>two</li></ul>")), {})
    assert change.after.splitlines() == ["You & me", "one", "two"]
    assert len(change.rows) == 3


def test_a_new_step_comes_with_its_blocks():
    (change,) = differences(content(), content([*two_steps(), step("third", text("t7", "<p>Third.</p>"))]), {})
    assert [(block.kind, block.after) for block in change.blocks] == [("added", "Third.")]


# --- forgetting in the workshop --------------------------------------------------------------------


def story(consent):
    value = {
        "text": "the canary",
        "consent": consent,
        "form": "audio",
        "file": 7,
        "attribution": "A",
        "is_loud": True,
        "none": None,
        "topics": ["x"],
    }
    return {"id": "s1", "type": "story", "value": value}


def test_only_blocks_of_that_consent_are_emptied_and_they_keep_their_place():
    kept, plain = story(2), text()
    emptied, is_changed = without_story([story(1), kept, plain], 1)
    assert is_changed
    assert emptied[1:] == [kept, plain]
    assert emptied[0] == {
        "id": "s1", "type": "story",
        "value": {"text": "", "consent": 1, "form": "audio", "file": None, "attribution": "", "is_loud": True, "none": None, "topics": []},
    }  # fmt: skip


@pytest.mark.parametrize("blocks", [[], [text()], [story(2)]])
def test_nothing_is_said_to_have_changed_where_nothing_did(blocks):
    assert without_story(blocks, 1) == (blocks, False)
    emptied, _ = without_story([story(1)], 1)
    assert without_story(emptied, 1) == (emptied, False)


def test_another_block_that_shows_a_file_of_the_story_is_emptied_with_it():
    film = {"id": "v1", "type": "video", "value": {"media": 7, "captions": 3, "title": "A film"}}
    other = {"id": "v2", "type": "video", "value": {"media": 8, "captions": 3, "title": "Another film"}}
    told = {"id": "s1", "type": "story", "value": {"consent": 1, "media": 7, "captions": 4, "text": "Words"}}
    mine = files_chosen([told, film, other, text()], 1)
    assert {number for _kind, number in mine} == {7, 4}
    assert len({kind for kind, _number in mine}) == 2
    emptied, _is_changed = without_story([film, other, text()], 1, frozenset(mine))
    assert emptied == [{**film, "value": {"media": None, "captions": None, "title": ""}}, other, text()]
