"""How often each answer was given: our counts of lines are those that Moodle's own tests expect of the same attempts.

The files hold attempts step by step, and how often each answer was handed in (`stats-responsecounts01.csv`). They hold no facility or
discrimination, so those are checked elsewhere. What the questions ask and accept is written here in our words, after Moodle's test helpers.
"""

from collections import Counter
from fractions import Fraction

import pytest

from assessments.statistics import Cell, Tally, lines_of, picked

from .oracle import FROG, PI, needs_oracle, rows

pytestmark = needs_oracle

SLOT_4 = {"kind": "true_false", "stem": "It holds.", "key": True}


def kind_of_attempt():
    return {row["quizattempt"]: row["randqs.1"] for row in rows("stats-steps01.csv") if row["randqs.1"]}


def tries(attempt):
    """The answers to the first question that were handed in, one for each try.

    A try begins with "try again"; within it only the first handing-in of an answer counts. Handing in the whole paper ends the last one.
    """
    found, may_try = [], True
    for step in rows("stats-steps01.csv"):
        if step["quizattempt"] != attempt:
            continue
        if step["responses.1.-tryagain"] == "1":
            may_try = True
        elif may_try and "1" in (step["responses.1.-submit"], step["finished"]):
            found.append(step["responses.1.answer"])
            may_try = False
    return found


def counted(definition, answers):
    tally = Tally(lines_of(definition))
    for answer in answers:
        tally.add(Cell(Fraction(0), None, picked=picked(definition, answer)))
    return {line.id: tally.picks.get(line.id, Counter()).total() for line in tally.lines}


@pytest.mark.parametrize(("kind", "definition"), [("shortanswer", FROG), ("numerical", PI)])
def test_typed_answers_are_counted_as_moodle_counts_them(kind, definition):
    expected = Counter()
    for row in rows("stats-responsecounts01.csv"):
        if row["randq"] == kind and row["modelresponse"] != "[No response]":
            expected[row["modelresponse"]] += int(row["totalcount"])
    given = [{"text": text} for attempt, which in kind_of_attempt().items() if which == kind for text in tries(attempt)]
    assert counted(definition, given) == dict(expected)


def test_sentences_that_hold_or_do_not_are_counted_as_moodle_counts_them():
    expected = {row["modelresponse"].lower(): int(row["totalcount"]) for row in rows("stats-responsecounts01.csv") if row["slot"] == "4"}
    ended = [step["responses.4.answer"] for step in rows("stats-steps01.csv") if step["finished"] == "1"]
    given = [{"chosen": "true" if answer == "1" else "false"} for answer in ended]
    assert counted(SLOT_4, given) == {"true": expected["true"], "false": expected["false"]}
