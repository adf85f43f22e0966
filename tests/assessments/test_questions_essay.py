"""Words of one's own, marked by a person."""

import pytest

from assessments import questions
from assessments.questions import Unclear
from assessments.questions.by_people import out_of

from .question_samples import ESSAY, ESSAY_WITH_FILES

REF = "abcdefgh12"


def test_words_and_files_are_read_and_blank_stays_open():
    assert questions.read(ESSAY, {"text": [" I listened. "]}) == {"text": "I listened."}
    assert questions.read(ESSAY, {"text": [""]}) is None
    assert questions.read(ESSAY, {"file": [REF]}) is None
    assert questions.read(ESSAY_WITH_FILES, {"text": ["I"], "file": [REF, REF]}) == {"text": "I", "files": [REF]}
    assert questions.read(ESSAY_WITH_FILES, {"text": [""], "file": [REF]}) == {"files": [REF]}


def test_what_stood_there_from_the_start_is_no_answer():
    begun = ESSAY | {"begins_with": "I felt "}
    assert questions.form(begun).text == "I felt "
    assert questions.read(begun, {"text": ["I felt"]}) is None
    assert not questions.form(begun).is_answered


@pytest.mark.parametrize("sent", [{"text": ["x" * 20_001]}, {"file": ["../../x"]}, {"file": [REF, "b" * 10, "c" * 10]}])
def test_too_much_is_asked_for_again_and_the_words_are_shown_again(sent):
    with pytest.raises(Unclear, match=r"shorter|choose again|Take one away"):
        questions.read(ESSAY_WITH_FILES, sent)
    assert questions.form(ESSAY_WITH_FILES, (), None, sent).text == sent.get("text", [""])[0]


def test_it_waits_for_a_person_unless_it_was_left_open():
    assert (questions.grade(ESSAY, {"text": "I"}).waits, questions.grade(ESSAY, {"text": "I"}).points) == (True, 0)
    assert questions.grade(ESSAY, None).waits is False
    assert questions.grade(ESSAY, {"text": "I"}, frozenset("*")).points == 1


def test_in_words_and_as_a_form():
    assert questions.summary(ESSAY_WITH_FILES, {"text": "I listened.", "files": [REF]}) == "I listened. · 1 file"
    assert questions.key(ESSAY) == "A person marks this."
    shown = questions.form(ESSAY_WITH_FILES, (), {"text": "I", "files": [REF]})
    assert (shown.text, shown.more["words"], shown.more["rows"]) == ("I", (50, 300), 10)
    assert shown.more["files"] == {"refs": [REF], "accept": ["pdf"], "most": 2, "most_mb": 10, "is_full": False}
    assert questions.form(ESSAY).more["files"] is None
    assert (out_of(ESSAY), questions.shuffle(ESSAY, 1), questions.parts(ESSAY)) == (4, [], [])


@pytest.mark.parametrize(
    ("change", "path", "level"),
    [
        ({"marked": "stars"}, "marked", "structural"),
        ({"marked": ["met"]}, "marked", "structural"),
        ({"out_of": 0}, "out_of", "structural"),
        ({"marked": "met"}, "out_of", "structural"),
        ({"words": [10]}, "words", "structural"),
        ({"words": [0, None]}, "words[0]", "structural"),
        ({"words": [20, 10]}, "words[1]", "structural"),
        ({"rows": True}, "rows", "structural"),
        ({"begins_with": 1}, "begins_with", "structural"),
        ({"files": []}, "files", "structural"),
        ({"files": {"accept": ["exe"]}}, "files.accept", "structural"),
        ({"files": {"accept": [["pdf"]]}}, "files.accept", "structural"),
        ({"files": {"accept": ["pdf"], "most": 11}}, "files.most", "structural"),
        ({"files": {"accept": ["pdf"], "kind": 1}}, "files.kind", "structural"),
        ({"notes": ""}, "notes", "editorial"),
    ],
)
def test_problems_name_the_place_and_the_level(change, path, level):
    assert (path, level) in [(problem.path, problem.level) for problem in questions.problems(ESSAY | change)]


def test_notes_for_the_assessor_may_wait_until_release():
    without = {name: value for name, value in ESSAY.items() if name != "notes"}
    assert [(problem.path, problem.level) for problem in questions.problems(without)] == [("notes", "editorial")]
