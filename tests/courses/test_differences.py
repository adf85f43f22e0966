"""What changed in a step since an edition."""

import json

from courses.editions.differences import differences
from courses.editions.topics import needs_safeguarding, speaks_of, topics_of


def block(name, kind="text", **value):
    return {"id": name, "type": kind, "value": value}


def step(*blocks):
    return {"key": "s", "title": "S", "blocks": list(blocks)}


def said(change):
    return [(span.kind, span.text.strip()) for span in change.spans]


def told(before, after, fragments=None):
    return [(change.kind, change.block_id) for change in differences(before, after, fragments or {})]


ONE, TWO, THREE = (block(name, html=f"<p>{name}</p>") for name in ("one", "two", "three"))


def test_blocks_that_stay_are_left_out():
    assert told(step(ONE, TWO), step(ONE, TWO)) == []
    assert told(step(), step()) == []


def test_blocks_come_go_and_move():
    assert told(step(ONE, TWO), step(ONE, THREE, TWO)) == [("added", "three")]
    assert told(step(ONE, TWO), step(TWO)) == [("removed", "one")]
    assert told(step(ONE, TWO, THREE), step(TWO, THREE, ONE)) == [("moved", "one")]
    assert told(None, step(ONE)) == [("added", "one")]
    assert told(step(ONE), None) == [("removed", "one")]


def test_words_that_came_and_went_are_marked():
    (change,) = differences(step(block("a", html="<p>You may wait here.</p>")), step(block("a", html="<p>You may ask.</p>")), {})
    assert said(change) == [("same", "You may"), ("taken_out", "wait here."), ("added", "ask.")]
    assert change.is_about_words
    assert [[span.text.strip() for span in row] for row in change.rows] == [["You may", "wait here.", "ask."]]


def test_a_change_that_is_not_in_the_words_is_still_a_change():
    check = {"question": {"stem": "What now?", "key": "a"}}
    (change,) = differences(step(block("c", "check", **check)), step(block("c", "check", question={**check["question"], "key": "b"})), {})
    assert (change.kind, change.is_about_words) == ("changed", False)


def test_the_order_in_which_fields_are_stored_is_no_change():
    scenes = [{"id": "s", "name": "Door", "text": "Somebody knocks.", "choices": ()}]
    draft = block("sc", "scenario", title="At the door", scenes=scenes, debrief="Both teach.")
    stored = {**draft, "value": json.loads(json.dumps(draft["value"], sort_keys=True))}
    assert told(step(stored), step(draft)) == []
    changed = {**draft, "value": {**draft["value"], "debrief": "Each teaches."}}
    (change,) = differences(step(stored), step(changed), {})
    assert [words for kind, words in said(change) if kind != "same"] == ["Both teach.", "Each teaches."]
    assert said(change)[0][1].split() == ["At", "the", "door", "Door", "Somebody", "knocks."]


def test_lent_words_are_compared_by_what_they_say():
    old, new = (json.dumps({"text": words, "attribution": "A peer"}) for words in ("I was alone.", "I was heard."))
    before, after = step(block("q", "quote", fragment="1")), step(block("q", "quote", fragment="2"))
    (change,) = differences(before, after, {"1": old, "2": new})
    assert said(change) == [("same", "I was"), ("taken_out", "alone."), ("added", "heard.")]
    (taken_back,) = differences(before, after, {})
    assert not taken_back.is_about_words


# --- what a step is about --------------------------------------------------------------------------


def about(*topics, note=None, strength="mention"):
    blocks = [block("n", "note", topics=note, strength=strength)] if note else []
    return {"blocks": [block("t", html="<p>x</p>"), *blocks], **({"topics": list(topics)} if topics else {})}


def test_a_step_is_about_its_topics_and_what_its_note_says():
    assert list(topics_of(about("loss", note=["Grief"]))) == ["loss", "Grief"]
    assert speaks_of({"steps": [about(), about(note=["Self-Harm"])]}, ["self-harm"])
    assert not speaks_of({"steps": [about("loss")]}, ["self-harm"])


def test_a_strong_note_and_a_crisis_topic_ask_for_a_reader_from_safeguarding():
    crisis = frozenset({"suicide"})
    assert needs_safeguarding(about("suicide"), crisis)
    assert needs_safeguarding(about(note=["Suicide"]), crisis)
    assert needs_safeguarding(about(note=["loss"], strength="strong"), crisis)
    assert not needs_safeguarding(about("loss", note=["loss"]), crisis)
