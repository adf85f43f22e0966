"""How a step reads: what is said about its words, where, and how loudly."""

import pytest

from courses.course_files.blocks import to_raw
from courses.course_files.folder import list_folder
from courses.course_files.reading import read_course
from courses.services.load_starter import STARTER
from courses.wording import LIX_LIMIT, Passage, Word, hits, lix_of, look_at, passages

from .course_files.test_round_trip import Nowhere


def block(kind, value, block_id="b1"):
    return {"id": block_id, "type": kind, "value": value}


def text(html, block_id="b1"):
    return block("text", html, block_id)


def heading(words, level, block_id="h1"):
    return block("heading", {"text": words, "level": level}, block_id)


def codes(*blocks, **options):
    return [(found.code, found.level) for found in look_at(blocks, **options)]


def words_in_a_row(count):
    return " ".join(["word"] * count)


# --- where the words stand -------------------------------------------------------------------------


def test_each_field_is_found_with_the_way_to_it():
    row = {"type": "item", "id": "o1", "value": {"text": "Wait", "is_right": False, "feedback": "Not alone."}}
    check = block("check", {"kind": "single_choice", "stem": "What now?", "options": [row], "why": ""}, "c1")
    assert [(p.path, p.text) for p in passages([check])] == [
        ("stem", "What now?"),
        ("options.o1.text", "Wait"),
        ("options.o1.feedback", "Not alone."),
    ]


def test_an_edition_is_read_like_the_editors_own_form():
    note = {"topics": ["loss", "grief"], "sentence": "It is about loss.", "strength": "mention"}
    listed = {"title": "Ways", "items": [{"id": "i1", "title": "One", "html": "<p>Stay.</p>"}]}
    assert [(p.path, p.text, p.is_prose) for p in passages([block("note", note), block("accordion", listed)])] == [
        ("topics", "loss", False),
        ("topics", "grief", False),
        ("sentence", "It is about loss.", True),
        ("title", "Ways", False),
        ("items.i1.title", "One", False),
        ("items.i1.html", "Stay.", True),
    ]


def test_rich_text_becomes_lines_links_and_headings():
    (found,) = passages([text('<h3>First</h3><p>Ask &amp; <a href="/x">read <b>more</b></a>.<br>Then wait.</p><ul><li>One</li></ul></b>')])
    assert found == Passage("b1", "", "First\nAsk & read more.\nThen wait.\nOne", True, ("read more",), ((3, "First"),))


def test_what_people_say_of_themselves_is_left_alone():
    own = [block("quote", {"text": "I was a mad, bad patient."}), block("story", {"text": f"I am a patient. {words_in_a_row(40)}."})]
    assert list(passages(own)) == []
    assert codes(*own, words=[Word("patient")]) == []


# --- sentences and how hard they are ---------------------------------------------------------------


@pytest.mark.parametrize(("count", "said"), [(20, []), (21, ["warn"]), (25, ["warn"]), (26, ["ask"])])
def test_a_sentence_of_more_than_20_words_is_mentioned_and_of_more_than_25_asked_about(count, said):
    found = look_at([text(f"<p>Short. {words_in_a_row(count)}.</p>")])
    assert [finding.level for finding in found] == said
    assert all((finding.values["words"], finding.block_id) == (count, "b1") for finding in found)


def test_a_long_sentence_is_named_by_how_it_begins():
    (found,) = look_at([text(f"<p>{words_in_a_row(30)}.</p>")])
    assert found.values["begins"] == " ".join(["word"] * 12) + " …"
    (short,) = look_at([text(f"<p>{' '.join(['a'] * 22)}.</p>")])
    assert short.values["begins"] == " ".join(["a"] * 22) + "."


def test_a_label_has_no_sentences():
    assert codes(heading(words_in_a_row(30), "2"), block("callout", {"kind": "do", "title": words_in_a_row(30), "html": ""})) == []


def test_lix_is_judged_over_a_whole_step_and_never_over_a_few_words():
    hard = "Organisational responsibilities necessitate comprehensive documentation. " * 25
    assert lix_of([hard[:200]]) is None
    assert lix_of([hard, "Stay."]) > LIX_LIMIT
    (found,) = look_at([text(f"<p>{hard}</p>"), text("<p>Stay.</p>", "b2")])
    assert (found.code, found.level, found.block_id, found.values["limit"]) == ("hard_to_read", "ask", "", LIX_LIMIT)
    assert codes(text("<p>" + "You can ask. " * 50 + "</p>")) == []


# --- the word list ---------------------------------------------------------------------------------

LIST = [Word("committed suicide", "died by suicide", "Suicide is no crime."), Word("psycho"), Word("Leiden an", language="de")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("He Committed  Suicide.", ["committed suicide"]),
        ("a psychologist, psycho-social work", []),
        ("Psycho!", ["psycho"]),
        ("psycho, psycho", ["psycho"]),
        ("She died by suicide.", []),
    ],
)
def test_whole_words_are_found_large_and_small_letters_alike(said, found):
    assert [word.phrase for word in hits(said, LIST, "en-gb")] == found


def test_marks_of_one_kind_are_alike():
    assert [word.phrase for word in hits("She doesn’t wheelchair‑bound", [Word("doesn't"), Word("wheelchair-bound")], "en")] == [
        "doesn't",
        "wheelchair-bound",
    ]


def test_a_list_holds_for_its_language():
    assert [word.phrase for word in hits("Psycho, Leiden an", LIST, "de-AT")] == ["Leiden an"]
    assert list(hits("the fall", [Word("fall", language="en-us")], "en-gb")) == []
    assert codes(text("<p>Leiden an etwas</p>"), words=LIST, language="de") == [("word", "ask")]
    assert codes(text("<p>Leiden an etwas</p>"), words=LIST, language="en-gb") == []


def test_a_hit_asks_with_what_could_stand_there_and_looks_at_titles_too():
    (found,) = look_at([heading("Who committed suicide", "2")], words=LIST)
    assert found.values == {"phrase": "committed suicide", "instead": "died by suicide", "why": "Suicide is no crime."}
    assert (found.level, found.block_id, found.path) == ("ask", "h1", "text")


# --- links, headings, after-care -------------------------------------------------------------------


@pytest.mark.parametrize(("words", "is_found"), [("Click here", True), ("here.", True), ("https://x.org/a", True), ("How to ask", False)])
def test_a_link_says_where_it_leads(words, is_found):
    assert bool(look_at([text(f'<p>Look: <a href="/x">{words}</a></p>')])) is is_found


def test_a_link_without_words_is_found_and_other_languages_use_the_english_list():
    assert codes(text('<p>Look <a href="/x"></a></p>'), language="cy") == [("vague_link", "ask")]


@pytest.mark.parametrize(
    ("levels", "said"),
    [("", []), ("2", []), ("23", []), ("232", []), ("3", ["One"]), ("233", []), ("24", ["Two"])],
)
def test_headings_leave_out_no_level(levels, said):
    names = ["One", "Two", "Three"]
    blocks = [heading(name, level, name) for name, level in zip(names, levels, strict=False)]
    found = look_at(blocks)
    assert [finding.values["heading"] for finding in found] == said
    assert all((finding.level, finding.block_id) == ("stop", finding.values["heading"]) for finding in found)


def test_headings_in_a_text_count_and_a_heading_half_filled_in_stands_for_a_part():
    assert codes(text("<h3>Deep</h3><p>x</p>")) == [("heading_order", "stop")]
    assert codes(heading("", ""), text("<h3>Fine</h3><p>x</p>", "t1")) == []


def test_a_strong_note_without_a_landing_asks_for_one():
    strong, mention = (block("note", {"topics": [], "sentence": "", "strength": level}, "n1") for level in ("strong", "mention"))
    landing = block("landing", {"text": "Take a minute."})
    assert [(found.code, found.block_id) for found in look_at([strong])] == [("no_landing", "n1")]
    assert (codes(strong, landing), codes(mention)) == ([], [])


def test_nothing_is_to_be_said_about_the_starter_course():
    steps = [step for folder in read_course(list_folder(STARTER)).course.modules for step in folder.steps]
    assert len(steps) > 10
    raw = {step.key: [to_raw(block, Nowhere()) for block in step.blocks] for step in steps}
    assert [(key, found) for key, blocks in raw.items() for found in look_at(blocks)] == []
