"""What tests contribute to erasing, exporting, checking and forgetting."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from accounts.services import erase
from assessments import registry
from assessments.models import Answer, Attempt, AttemptResult, AttemptSlot, MarkEvent, QuestionVersion
from assessments.queries import quiz_results
from assessments.queries.quiz_records import check_quizzes
from assessments.services.start_attempt import start_attempt
from lms.core.models import MoveEvent
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, choice, finish, make_attempt, make_bank, make_question, make_quiz
from tests.keeping import let_go

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LONG_AGO = datetime(2020, 5, 3, 9, tzinfo=UTC)


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def attempts(ada):
    """One test that was handed in and one that is under way, both answered and flagged, and somebody else's beside them."""
    quiz = make_quiz(draw=2)
    done = start_attempt(person=ada, quiz=quiz)
    finish(done, right=1)
    Answer.objects.filter(slot__attempt=done).update(flagged=True)
    running = start_attempt(person=ada, quiz=quiz)
    other = start_attempt(person=UserFactory(called="Eve"), quiz=quiz)
    for attempt in (running, other):
        answer(attempt, 1, {"chosen": "poor"}, flagged=True)
    return done, running, other


def responses(attempt):
    return list(Answer.objects.filter(slot__attempt=attempt).order_by("slot").values_list("response", "flagged"))


def test_erasing_a_person_removes_what_was_not_handed_in_and_keeps_results(ada, attempts):
    done, running, other = attempts
    lines = erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    assert {(str(line.what), line.fate) for line in lines} >= {
        ("test answers that were not handed in, and flags", "gone"),
        ("what you chose in tests that you handed in", "kept"),
        ("results of tests", "kept"),
    }
    running.refresh_from_db()
    assert (running.state, responses(running)) == ("voided", [(None, False)] * 2)
    assert responses(done) == [({"chosen": "good"}, False), ({"chosen": "poor"}, False)]
    assert [result.points for result in quiz_results([ada.pk])[ada.pk]] == [1]
    assert responses(other)[0] == ({"chosen": "poor"}, True)
    assert MoveEvent.objects.get(record_ref=running.public_id).verb == "void"
    assert list(check_quizzes()) == []


def test_erasing_somebody_without_tests_says_nothing_about_tests(ada):
    assert not [line for line in erase(person=ada, by=ada, reason="asked") if "test" in line.what]


def test_the_export_holds_every_try_in_words_and_nobody_elses(ada, attempts):
    exported = registry.export(ada)["tests"]
    assert [(one["state"], one["points"], one["of"], one["passed"]) for one in exported] == [
        ("Handed in", "1", 2, False),
        ("Under way", None, None, None),
    ]
    assert exported[0]["answers"][0]["answer"] == "The good line"
    assert json.dumps(exported)
    assert len(exported) == 2


def test_after_six_years_only_scores_are_kept(ada):
    quiz = make_quiz(draw=2)
    old = start_attempt(person=ada, quiz=quiz, at=LONG_AGO)
    finish(old, right=1, at=LONG_AGO)
    recent = start_attempt(person=UserFactory(called="Eve"), quiz=quiz, at=LONG_AGO + timedelta(days=1))
    finish(recent, right=1, at=LONG_AGO + timedelta(days=1))
    night = LONG_AGO + timedelta(days=6 * 365, minutes=90)
    assert [let_go("assessments.answers", night), let_go("assessments.answers", night)] == [2, 0]
    assert responses(old) == [(None, False)] * 2
    assert responses(recent)[0][0] == {"chosen": "good"}
    assert [result.points for result in quiz_results([ada.pk])[ada.pk]] == [1]
    assert list(check_quizzes()) == []


def test_sound_records_have_no_problems_in_a_fixed_number_of_statements(ada, attempts, django_assert_num_queries):
    with django_assert_num_queries(9):
        assert list(check_quizzes()) == []


def broken(says):
    return [problem.row for problem in check_quizzes() if says in problem.says]


def test_a_version_that_is_not_what_was_released_is_named():
    question = make_question(make_bank(0))
    forged = QuestionVersion.objects.create(
        question=question, number=2, kind="single_choice", topic="listening", definition=choice("Other"), sha256="0" * 64
    )
    assert broken("its hash differs") == [f"assessments.QuestionVersion {forged.pk}"]


def test_a_test_that_was_handed_in_without_a_result_is_named(ada):
    attempt = make_attempt(person=ada)
    Attempt.objects.filter(pk=attempt.pk).update(state="submitted", submitted_at=attempt.started_at)
    assert broken("has no result") == [f"assessments.Attempt {attempt.public_id}"]
    assert broken("do not agree on whether it is open") == [f"assessments.Attempt {attempt.public_id}"]


def test_an_open_test_with_closed_answers_is_named(ada):
    attempt = make_attempt(person=ada)
    Answer.objects.filter(slot__attempt=attempt).update(is_open=False)
    assert broken("do not agree on whether it is open") == [f"assessments.Attempt {attempt.public_id}"]


def test_a_paper_without_an_answer_row_is_named(ada):
    attempt = make_attempt(person=ada, quiz=make_quiz(draw=2))
    version = make_question(make_bank(0)).newest
    AttemptSlot.objects.create(attempt=attempt, position=3, question_version=version)
    assert broken("without an answer row") == [f"assessments.Attempt {attempt.public_id}"]


def test_an_answer_from_after_the_end_is_named(ada):
    attempt = make_attempt(person=ada, quiz=make_quiz(draw=2))
    finish(attempt, right=1)
    Answer.objects.filter(slot__attempt=attempt).update(saved_at=datetime(2099, 1, 1, tzinfo=UTC))
    assert broken("saved after it was handed in") == [f"assessments.Attempt {attempt.public_id}"]


def test_a_version_of_another_test_is_named(ada):
    attempt = make_attempt(person=ada, quiz=make_quiz(draw=2))
    Attempt.objects.filter(pk=attempt.pk).update(quiz=make_quiz(draw=2))
    assert broken("another test") == [f"assessments.Attempt {attempt.public_id}"]


@pytest.mark.parametrize("points", [0, 2])
def test_a_result_that_disagrees_with_its_marks_is_named(ada, points):
    attempt = make_attempt(person=ada, quiz=make_quiz(draw=2, needed=2))
    finish(attempt, right=1)
    AttemptResult.objects.create(
        attempt=attempt, seq=2, points_num=points, of=2, needed=2, passed=points == 2, by_topic=[], submitted_at=attempt.started_at
    )
    assert broken("does not agree with the marks") == [f"assessments.AttemptResult of attempt {attempt.pk}"]


def test_marks_that_cannot_have_happened_are_named(ada):
    attempt = make_attempt(person=ada, quiz=make_quiz(draw=2))
    finish(attempt, right=1)
    MarkEvent.objects.create(slot=attempt.slots.first(), seq=5, kind="machine", points_num=1)
    assert broken("does not agree with the marks") == [f"assessments.AttemptResult of attempt {attempt.pk}"]
