"""Files, marked by a person."""

import pytest

from assessments import questions
from assessments.questions import Unclear
from assessments.questions.by_people import out_of

from .question_samples import UPLOAD

ONE, TWO, THREE = "abcdefgh12", "bcdefghj23", "cdefghjk34"


def test_references_are_read_and_blank_stays_open():
    assert questions.read(UPLOAD, {"file": [ONE, TWO, ONE]}) == {"files": [ONE, TWO]}
    assert questions.read(UPLOAD, {"file": [""]}) is None


@pytest.mark.parametrize("sent", [[ONE, TWO, THREE], ["<script>"]])
def test_too_many_or_strange_ones_are_refused_in_words(sent):
    with pytest.raises(Unclear, match=r"Take one away|choose again"):
        questions.read(UPLOAD, {"file": sent})


def test_it_waits_for_a_person():
    assert questions.grade(UPLOAD, {"files": [ONE]}).waits
    assert not questions.grade(UPLOAD, None).waits
    assert out_of(UPLOAD) == 1


def test_in_words_and_as_a_form():
    assert questions.summary(UPLOAD, {"files": [ONE, TWO]}) == "2 files"
    assert questions.summary(UPLOAD, None) == ""
    assert questions.form(UPLOAD, (), {"files": [ONE, TWO]}).more["files"]["is_full"]
    assert questions.shuffle(UPLOAD, 1) == []


@pytest.mark.parametrize(
    ("change", "path"), [({"accept": []}, "accept"), ({"accept": "pdf"}, "accept"), ({"most": 0}, "most"), ({"most_mb": 21}, "most_mb")]
)
def test_problems_name_their_place(change, path):
    assert [problem.path for problem in questions.problems(UPLOAD | change)] == [path]
