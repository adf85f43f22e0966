"""What an editor is shown before a release: what came, what went, what reads otherwise."""

import pytest

from courses.editions.differing import differences, words_of
from courses.editions.forgetting import without_story
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
    assert [block.kind for block in change.blocks] == ["moved"]


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
