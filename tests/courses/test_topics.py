"""What a step is about, and who is asked to read it."""

from courses.editions.topics import needs_safeguarding, speaks_of, topics_of


def block(name, kind="text", **value):
    return {"id": name, "type": kind, "value": value}


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
