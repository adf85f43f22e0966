"""Marks and counts that Moodle's own tests expect of answers: ours are the same.

The files hold attempts step by step (`steps*.csv`), what they come to (`results*.csv`), and how often each answer was given
(`stats-responsecounts*.csv`). The files only name the questions (`questions*.csv`): what they ask and accept is
written here in our words, after Moodle's test helpers. The penalty for each try belongs to Moodle's way of running a quiz and is done here.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO

import pytest

from assessments import questions
from assessments.questions.formats.moodle import read

from .oracle import FROG, PI, needs_oracle, rows

pytestmark = needs_oracle

VERSE = (
    "Complete this opening line of verse: The {1:SHORTANSWER:Dog#No.~=Owl#Yes.~*#No.} and the "
    "{1:MULTICHOICE:Bow-wow#No.~Wiggly worm#No.~=Pussy-cat#Yes.} went to sea."
)
KINDS = {
    "kind": "matching",
    "stem": "Classify the animals.",
    "rule": "partial",
    "rows": [
        {"id": "frog", "text": "frog", "choice": "amphibian"},
        {"id": "cat", "text": "cat", "choice": "mammal"},
        {"id": "newt", "text": "newt", "choice": "amphibian"},
    ],
    "choices": [{"id": name, "text": name} for name in ("amphibian", "mammal", "insect")],
}


@pytest.fixture(scope="module")
def verse():
    source = f"<quiz><question type='multianswer'><questiontext><text>{VERSE}</text></questiontext></question></quiz>"
    (found,) = read(BytesIO(source.encode()))
    return found.definition


def tries(attempt):
    """The answers that were handed in, one for each try; handing in the same try again is none."""
    found, may_try = [], True
    for step in rows("steps01.csv"):
        if step["quizattempt"] == attempt and step["responses.1.-submit"] == "1" and may_try:
            found.append({"1": step["responses.1.1.answer"], "2": step["responses.1.2.answer"]})
            may_try = False
        elif step["quizattempt"] == attempt and step["responses.1.-tryagain"] == "1":
            may_try = True
    return found


def worth(definition, gap, text):
    """What one gap adds to the points of the whole."""
    inner = next(one for one in definition["gaps"] if one["id"] == gap)
    chosen = {line["text"]: line["id"] for line in inner.get("options", ())}
    response = {"chosen": chosen[text]} if chosen else {"text": text}
    return questions.grade(definition, {"gaps": {gap: response}}).points


def final(definition, given, penalty):
    """Interactive with several tries: a gap counts from the try in which it took its last form, less a penalty for each before."""
    total = Fraction(0)
    for gap in given[-1]:
        answers = [answer[gap] for answer in given]
        last = answers[-1]
        before = next(place for place in range(len(answers)) if all(answer == last for answer in answers[place:]))
        total += worth(definition, gap, last) * max(Fraction(0), 1 - before * penalty)
    return total


def rounded(value, places):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize("attempt", [str(number) for number in range(1, 9)])
def test_an_attempt_comes_to_the_mark_that_moodle_gives(verse, attempt):
    (asked,) = rows("questions01.csv")
    (result,) = [row for row in rows("results01.csv") if row["quizattempt"] == attempt]
    points = final(verse, tries(attempt), Fraction(asked["overrides.penalty"]))
    assert rounded(points * int(asked["mark"]), 5) == Decimal(result["slots.1.mark"])
    assert (result["summarks"] == "!NULL!") == (result["finished"] == "0")


def test_an_answer_given_at_once_earns_its_fraction(verse):
    first = {attempt: tries(attempt)[0] for attempt in ("1", "2", "3", "4")}
    points = {attempt: sum(worth(verse, gap, text) for gap, text in given.items()) for attempt, given in first.items()}
    assert points == {"1": 0, "2": Fraction(1, 2), "3": Fraction(1, 2), "4": 1}


@pytest.mark.parametrize(("kind", "definition"), [("shortanswer", FROG), ("numerical", PI)])
def test_each_answer_is_counted_where_moodle_counts_it(kind, definition):
    expected = [row for row in rows("stats-responsecounts01.csv") if row["randq"] == kind and row["actualresponse"]]
    assert expected
    for row in expected:
        (note,) = questions.grade(definition, {"text": row["actualresponse"]}).notes
        assert note.option == row["modelresponse"], row


def test_every_answer_that_was_given_is_among_those_counted():
    given = {step["responses.1.answer"] for attempt in first_question_of("shortanswer") for step in handed_in(attempt)}
    counted = [row for row in rows("stats-responsecounts01.csv") if row["randq"] == "shortanswer" and int(row["totalcount"])]
    assert given == {row["actualresponse"] for row in counted}


def first_question_of(kind):
    return [row["quizattempt"] for row in rows("stats-steps01.csv") if row["randqs.1"] == kind]


def handed_in(attempt):
    return [row for row in rows("stats-steps01.csv") if row["quizattempt"] == attempt]


@pytest.mark.parametrize("row", ["frog", "cat", "newt"])
def test_each_pair_is_right_where_moodle_says_so(row):
    right = next(line["choice"] for line in KINDS["rows"] if line["id"] == row)
    for count in rows("stats-responsecounts01.csv"):
        if count["slot"] == "3" and count["modelresponse"].startswith(f"{row}: "):
            points = questions.grade(KINDS, {"pairs": {row: count["actualresponse"]}}).points
            assert points == (Fraction(1, 3) if count["actualresponse"] == right else 0)
