"""How sure somebody is: unscored."""

import pytest

from assessments import questions
from assessments.questions import Unclear

from .question_samples import SURE


def test_one_line_or_none_is_read():
    assert questions.read(SURE, {"answer": ["a"]}) == {"chosen": "a"}
    assert questions.read(SURE, {}) is None
    with pytest.raises(Unclear, match="one line only"):
        questions.read(SURE, {"answer": ["a", "b"]})


def test_it_earns_nothing_and_nothing_is_missing():
    assert not questions.is_scored(SURE)
    assert questions.grade(SURE, {"chosen": "b"}, frozenset("*")).points == 0


def test_its_lines_keep_their_order():
    assert questions.shuffle(SURE, 4) == ["a", "b"]
    assert [row.id for row in questions.form(SURE, ["b", "a"], {"chosen": "b"}).rows] == ["a", "b"]
    assert questions.summary(SURE, {"chosen": "b"}) == "Quite sure"
    assert questions.key(SURE) == "Nothing is right or wrong here."
    assert questions.parts(SURE) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"key": "a"}, "key"),
        ({"options": SURE["options"][:1]}, "options"),
        ({"options": [*SURE["options"], {"id": "c", "text": "C", "feedback": "F"}]}, "options[2].feedback"),
        ({"options": [{"id": str(n), "text": str(n)} for n in range(8)]}, "options"),
    ],
)
def test_problems_name_their_place(change, path):
    assert [problem.path for problem in questions.problems(SURE | change)] == [path]
