"""Item statistics over real attempts: what counts, what is left out, and that the database counts as the engines do."""

from datetime import timedelta
from fractions import Fraction

import pytest

from accounts.models import User
from assessments.grading import Event, fold
from assessments.models import AttemptResult, MarkEvent
from assessments.queries.item_cells import met_in, rows_of
from assessments.queries.item_statistics import question_figures, quiz_figures
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_attempt import void_attempt
from assessments.services.void_part import void_part
from lms.core import clock
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, choice, make_attempt, make_bank, make_question, make_quiz, true_false

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def quiz():
    """Three questions that everybody meets, one point needed."""
    bank = make_bank(0)
    for definition in (choice("First?"), choice("Second?"), true_false("Third.")):
        make_question(bank, definition=definition)
    return make_quiz(bank=bank, sections=[{"draw": 3, "topic": "listening"}], needed=1, tries=None, wait_hours=[0])


ANSWERS = {"First?": ("good", "poor"), "Second?": ("good", "other"), "Third.": ("true", "false")}


def paper(quiz, right, *, person=None, slow=60):
    """One paper with these stems right, all others wrong; `slow` seconds between one answer and the next."""
    attempt = make_attempt(person=person or UserFactory(), quiz=quiz)
    for slot in attempt.slots.select_related("question_version").order_by("position"):
        good, bad = ANSWERS[slot.question_version.definition["stem"]]
        chosen = good if slot.question_version.definition["stem"] in right else bad
        answer(attempt, slot.position, {"chosen": chosen}, at=attempt.started_at + timedelta(seconds=slow * slot.position))
    submit_attempt(attempt=attempt, by=attempt.person, at=attempt.started_at + timedelta(minutes=10))
    return attempt


def by_stem(figures):
    return {each.stem: each for each in figures.questions}


def test_what_people_answered_comes_out_as_figures(quiz):
    for number in range(12):
        paper(quiz, ["First?", "Third."] if number < 9 else [])
    figures = quiz_figures(quiz.newest)
    assert (figures.papers.people, figures.papers.mean, figures.papers.minutes) == (12, Fraction(18, 12), 10)
    found = by_stem(figures)
    assert [found[stem].item.facility for stem in ANSWERS] == [Fraction(3, 4), 0, Fraction(3, 4)]
    assert {use.line.id: use.people for use in found["First?"].item.uses} == {"good": 9, "poor": 3, "other": 0}
    assert found["First?"].item.seconds == 60
    assert [each.stem for each in figures.to_rewrite] == ["Second?"]
    assert figures.questions[0].stem == "Second?", "what is to be rewritten stands first"
