"""What we ask of every starter question, beyond being well formed."""

import re
from collections import Counter

import pytest

from assessments import questions
from assessments.bank_files import read_bank
from assessments.questions.paper import Candidate, draw
from assessments.questions.quiz import quiz_rules
from assessments.services.load_bank import STARTER

BANK = read_bank(STARTER)
QUESTIONS = pytest.mark.parametrize("question", BANK.questions, ids=lambda row: row["key"])
TOPICS = {"listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"}
RULES = quiz_rules(BANK.quizzes[0]["definition"])
POOL = [Candidate(ref, row["topic"], row["definition"]["kind"], frozenset(row["tags"])) for ref, row in enumerate(BANK.questions)]
KIND = {candidate.ref: candidate.kind for candidate in POOL}


def texts(row):
    """Every sentence that a learner may read in this question."""
    definition = row["definition"]
    lines = [line for option in definition.get("options", []) for line in (option["text"], option["feedback"])]
    return [definition["stem"], *lines, *(definition[name] for name in ("feedback_true", "feedback_false", "why") if name in definition)]


def lix(text):
    """Words to a sentence plus the share of words longer than six letters: the reading measure of ux.md 3.4."""
    words = re.findall(r"[\w’]+", text)
    sentences = max(1, len(re.findall(r"[.!?:]+", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_there_are_enough_questions_on_every_topic_and_of_several_kinds():
    by_topic = Counter(row["topic"] for row in BANK.questions)
    assert len(BANK.questions) >= 36
    assert set(by_topic) == TOPICS
    assert min(by_topic.values()) >= 7
    assert len(set(KIND.values())) >= 3


def test_the_test_is_ten_questions_two_for_each_topic_eight_needed_three_tries():
    assert (RULES.of, RULES.needed, RULES.tries, RULES.wait_after(1)) == (10, 8, 3, 0)
    assert Counter(section.topic for section in RULES.sections) == dict.fromkeys(TOPICS, 2)
    assert not RULES.is_reviewed


@pytest.mark.parametrize("seed", range(25))
def test_every_paper_mixes_at_least_three_kinds(seed):
    assert len({KIND[ref] for ref in draw(RULES.sections, POOL, seed)}) >= 3


@pytest.mark.parametrize("seed", range(5))
def test_three_tries_bring_three_different_papers(seed):
    seen = set()
    for number in range(3):
        drawn = draw(RULES.sections, POOL, f"{seed}/{number}", seen)
        assert seen.isdisjoint(drawn)
        seen |= set(drawn)


@QUESTIONS
def test_no_line_stands_for_the_other_lines(question):
    assert not any(re.search(r"\b(all|none|both|neither) of (the above|these|them)\b", text, re.IGNORECASE) for text in texts(question))


@QUESTIONS
def test_the_words_are_the_ones_we_use(question):
    unwanted = (
        r"\b(patients?|fail(s|ed|ure)?|incorrect|wrong answer|suffer\w*|commit(ted)? suicide|mentally ill|non-?complian\w+|invalid)\b"
    )
    assert not any(re.search(unwanted, text, re.IGNORECASE) for text in texts(question))


@QUESTIONS
def test_it_reads_easily(question):
    assert lix(" ".join(texts(question))) <= 30


@QUESTIONS
def test_feedback_never_scolds_and_always_says_why(question):
    definition = question["definition"]
    notes = [option["feedback"] for option in definition.get("options", [])] or [definition["feedback_true"], definition["feedback_false"]]
    assert all(len(note.split()) >= 6 and not note.startswith(("Wrong", "No,", "No.")) for note in notes)


def test_the_fitting_line_is_not_given_away_by_its_length_or_its_place():
    single = [row["definition"] for row in BANK.questions if row["definition"]["kind"] == "single_choice"]
    longest = sum(max(row["options"], key=lambda option: len(option["text"]))["id"] == row["key"] for row in single)
    assert longest <= 0.4 * len(single)
    assert max(Counter(row["key"] for row in single).values()) <= 0.4 * len(single)


def test_true_and_false_both_occur():
    assert {row["definition"]["key"] for row in BANK.questions if row["definition"]["kind"] == "true_false"} == {True, False}


@QUESTIONS
def test_taking_everything_as_it_stands_on_the_key_earns_the_point(question):
    definition = question["definition"]
    right = {
        "single_choice": lambda: {"answer": [definition["key"]]},
        "multiple_response": lambda: {"answer": definition["keys"]},
        "true_false": lambda: {"answer": [str(definition["key"]).lower()]},
        "ordering": lambda: {f"place-{name}": [str(place)] for place, name in enumerate(definition["key"], start=1)},
    }[definition["kind"]]()
    assert questions.grade(definition, questions.read(definition, right)).is_right
