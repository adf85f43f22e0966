"""Several hands at once, on real connections. SQLite in memory has one connection, so this runs on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from accounts.services.adjustments import ask_adjustment
from assessments.models import Answer, Attempt, AttemptResult, MarkEvent, Question
from assessments.queries.quiz_records import check_quizzes
from assessments.services.make_ready import make_ready
from assessments.services.release_question import release_question_version
from assessments.services.review_question import review_question
from assessments.services.run_clock import keep_running, stop_clock
from assessments.services.save_answer import HandedIn, Overtaken, save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from lms.core.errors import Refused
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import choice, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture(autouse=True)
def _needs_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs several connections")


def at_once(*acts):
    """Run the acts at the same moment, each on its own connection; an act's answer is its result or its exception."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait(10)
        try:
            return act()
        except (HandedIn, Overtaken) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_tabs_that_start_at_once_share_one_try():
    ada, quiz = UserFactory(called="Ada"), make_quiz(draw=4)
    tries = at_once(*[lambda: start_attempt(person=ada, quiz=quiz)] * 4)
    assert len({attempt.pk for attempt in tries}) == Attempt.objects.count() == 1


def test_four_submits_at_once_make_one_result():
    ada = UserFactory(called="Ada")
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=4))
    results = at_once(*[lambda: submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), by=ada)] * 4)
    assert len({result.pk for result in results}) == AttemptResult.objects.count() == 1
    assert MarkEvent.objects.count() == 4


def test_of_many_saves_of_one_answer_exactly_one_wins():
    ada = UserFactory(called="Ada")
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2))
    choices = ["good", "poor", "other"]
    acts = [
        lambda name=name: save_answer(slot=slot_of(attempt), by=ada, response={"chosen": name}, flagged=False, revision=0)
        for name in choices
    ]
    outcomes = at_once(*acts)
    stored = Answer.objects.get(slot=slot_of(attempt))
    assert stored.revision == 1
    assert [type(outcome) for outcome in outcomes].count(Overtaken) == 2
    assert {outcome.stored.response["chosen"] for outcome in outcomes if isinstance(outcome, Overtaken)} == {stored.response["chosen"]}


def test_four_tabs_that_come_back_at_once_start_the_clock_once():
    ada = UserFactory(called="Ada")
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2, minutes=60, because="Because."))
    away = timedelta(days=3)
    Attempt.objects.filter(pk=attempt.pk).update(paused_at=attempt.started_at)
    back = attempt.started_at + away
    clocks = at_once(*[lambda: keep_running(attempt=Attempt.objects.get(pk=attempt.pk), at=back)] * 4)
    assert {each.ends_at for each in clocks} == {attempt.ends_at + away}


@pytest.mark.parametrize("_round", range(5))
def test_a_clock_that_is_stopped_during_the_hand_in_leaves_nothing_behind(_round):
    ada = UserFactory(called="Ada")
    ask_adjustment(person=ada, kind="rest_breaks")
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2, minutes=60, because="Because."))
    at_once(
        lambda: stop_clock(attempt=Attempt.objects.get(pk=attempt.pk), by=ada),
        lambda: submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), by=ada),
    )
    assert Attempt.objects.values_list("state", "minutes", "ends_at", "paused_at").get() == ("submitted", None, None, None)


@pytest.mark.parametrize("_round", range(5))
def test_a_save_during_the_hand_in_either_counts_or_is_refused(_round):
    ada = UserFactory(called="Ada")
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2, needed=1))
    slot = slot_of(attempt)
    saved, result = at_once(
        lambda: save_answer(slot=slot, by=ada, response={"chosen": "good"}, flagged=False, revision=0),
        lambda: submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), by=ada),
    )
    assert result.points == (0 if isinstance(saved, HandedIn) else 1)
    assert list(check_quizzes()) == []


def test_a_version_that_is_released_meanwhile_is_not_made_ready_unread(settings):
    settings.PRODUCTION = True
    editor, guard = with_role("editor", "Ed"), with_role("safeguarding", "Sam")
    question = make_question(make_bank(0), topic="crisis-response", state="in_review")
    for lens, by in (("safeguarding", guard), ("lived_experience", editor)):
        review_question(version=question.newest, lens=lens, by=by)

    def press():
        try:
            return make_ready(question=Question.objects.get(pk=question.pk), by=editor)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            release_question_version(question=question, definition=choice("Nobody has read this"), by=editor)
            pressed = pool.submit(press)
            wait([pressed], timeout=0.5)  # it stands at the lock
        assert isinstance(pressed.exception(10), Refused)
    question.refresh_from_db()
    assert question.state == "in_review"
