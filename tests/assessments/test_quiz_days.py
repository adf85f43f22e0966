"""The first and the last day of a test: when tries start, until when answers are kept, and what a break moves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import Break
from assessments.models import Answer, Attempt, AttemptResult
from assessments.queries.quiz_clocks import window_of
from assessments.queries.quiz_records import check_quizzes
from assessments.services.release_quiz import release_quiz_version
from assessments.services.run_clock import TimeIsUp
from assessments.services.save_answer import HandedIn, save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from lms.core import clock
from lms.core.errors import Refused
from tests.factories.accounts import UserFactory
from tests.factories.assessments_quiz import answer, make_quiz, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MIDNIGHT = datetime(2027, 5, 15, tzinfo=UTC)  # the 14th is the last day
FRIDAY = datetime(2027, 5, 14, 9, tzinfo=UTC)
MONDAY = datetime(2027, 5, 3, 9, tzinfo=UTC)
GOOD = {"chosen": "good"}
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def quiz():
    return make_quiz(draw=2, needed=1, opens_on="2027-05-03", closes_on="2027-05-14", key="core")


def rested(person, from_on, until_on=None):
    return Break.objects.create(person=person, began_on=from_on, ended_on=until_on)


def save(attempt, at, response=GOOD, revision=0):
    return save_answer(slot=slot_of(attempt), by=attempt.person, response=response, flagged=False, revision=revision, at=at)


def test_a_try_starts_on_the_days_of_the_test_only(ada, quiz):
    with pytest.raises(Refused, match="This test opens on 3 May 2027"):
        start_attempt(person=ada, quiz=quiz, at=MONDAY.replace(hour=0) - timedelta(seconds=1))
    with pytest.raises(Refused, match="This test has closed"):
        start_attempt(person=ada, quiz=quiz, at=MIDNIGHT)
    assert start_attempt(person=ada, quiz=quiz, at=MIDNIGHT - timedelta(seconds=1)).ends_at == MIDNIGHT


def test_answers_are_kept_until_the_end_and_ten_minutes_for_a_lost_connection(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=FRIDAY)
    save(attempt, MIDNIGHT + timedelta(minutes=10))
    with pytest.raises(TimeIsUp, match="Everything that you saved before counts"):
        save(attempt, MIDNIGHT + timedelta(minutes=10, seconds=1), {"chosen": "poor"}, 1)
    assert Answer.objects.get(slot=slot_of(attempt)).response == GOOD


def test_a_try_is_handed_in_after_the_end_with_what_was_saved(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=FRIDAY)
    answer(attempt, 1, GOOD, at=FRIDAY)
    late = MIDNIGHT + timedelta(days=30)
    result = submit_attempt(attempt=attempt, by=ada, at=late)
    assert (result.points, result.passed, result.submitted_at) == (1, True, late)
    assert submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), by=ada, at=late) == result
    with pytest.raises(HandedIn):
        save(Attempt.objects.get(pk=attempt.pk), FRIDAY, GOOD, 1)
    assert AttemptResult.objects.count() == 1
    assert list(check_quizzes()) == []


def test_a_request_that_is_sent_again_after_the_end_changes_nothing(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=FRIDAY)
    save(attempt, FRIDAY)
    with pytest.raises(TimeIsUp):
        save(attempt, MIDNIGHT + timedelta(days=1))
    assert Answer.objects.get(slot=slot_of(attempt)).revision == 1


def test_days_on_a_break_move_the_last_day(ada, quiz):
    rested(ada, date(2027, 5, 5), date(2027, 5, 8))
    assert window_of(ada.pk, quiz.newest, FRIDAY).last_day == date(2027, 5, 17)
    assert start_attempt(person=ada, quiz=quiz, at=FRIDAY + timedelta(days=3)).ends_at == MIDNIGHT + timedelta(days=3)
    eve = UserFactory(called="Eve")
    assert window_of(eve.pk, quiz.newest, FRIDAY).last_day == date(2027, 5, 14)


def test_a_break_before_the_first_day_moves_nothing(ada, quiz):
    rested(ada, date(2027, 4, 1), date(2027, 5, 1))
    assert window_of(ada.pk, quiz.newest, FRIDAY).last_day == date(2027, 5, 14)


def test_nothing_closes_while_somebody_rests(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=FRIDAY)
    away = rested(ada, date(2027, 5, 14))
    for days in (0, 1, 5, 40):
        save(attempt, FRIDAY + timedelta(days=days, hours=14), revision=Answer.objects.get(slot=slot_of(attempt)).revision)
    away.ended_on = date(2027, 6, 1)
    away.save()
    moved = MIDNIGHT + timedelta(days=18)
    save(attempt, moved, revision=4)
    with pytest.raises(TimeIsUp):
        save(attempt, moved + timedelta(minutes=11), revision=5)


def test_a_later_last_day_reaches_tries_that_are_open(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=FRIDAY)
    release_quiz_version(quiz=quiz, definition=quiz.newest.definition | {"closes_on": "2027-05-21"}, by=None)
    save(attempt, FRIDAY + timedelta(days=3))
    with pytest.raises(TimeIsUp):
        save(attempt, MIDNIGHT + timedelta(days=8), revision=1)
    definition = {name: value for name, value in quiz.newest.definition.items() if name != "closes_on"}
    release_quiz_version(quiz=quiz, definition=definition, by=None)
    save(attempt, MIDNIGHT + timedelta(days=8), revision=1)


def test_an_earlier_last_day_takes_nothing_from_a_try_that_is_open(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    release_quiz_version(quiz=quiz, definition=quiz.newest.definition | {"closes_on": "2027-05-04"}, by=None)
    save(attempt, FRIDAY)
    with pytest.raises(Refused, match="has closed"):
        start_attempt(person=UserFactory(called="Eve"), quiz=quiz, at=FRIDAY)


def test_answers_to_a_version_that_another_took_the_place_of_are_marked_by_their_own(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=MONDAY)
    answer(attempt, 1, GOOD, at=MONDAY)
    release_quiz_version(quiz=quiz, definition=quiz.newest.definition | {"needed": 2}, by=None)
    for slot in attempt.slots.select_related("question_version__question"):
        slot.question_version.question.state = "retired"
        slot.question_version.question.save()
    result = submit_attempt(attempt=Attempt.objects.get(pk=attempt.pk), by=ada, at=FRIDAY)
    assert (result.needed, result.passed) == (1, True)


def test_dates_cost_a_start_one_statement_and_a_save_none(ada, django_assert_num_queries):
    dated = make_quiz(draw=2, opens_on="2026-01-01", closes_on="2126-01-01")
    for quiz, statements in ((dated, 1), (make_quiz(draw=2), 0)):
        version = quiz.newest
        with django_assert_num_queries(statements):
            window_of(ada.pk, version, FRIDAY)
    slot = slot_of(start_attempt(person=ada, quiz=dated))
    assert slot.attempt.person == ada
    with django_assert_num_queries(1):
        save_answer(slot=slot, by=ada, response=GOOD, flagged=False, revision=0)


# --- the pages --------------------------------------------------------------------------------------------------------------------


def text(response):
    return " ".join(response.content.decode().split())


def days_from_now(days):
    return (clock.now() + timedelta(days=days)).date().isoformat()


def test_the_front_page_names_the_days(client, ada):
    make_quiz(draw=2, key="later", opens_on=days_from_now(2), closes_on=days_from_now(9))
    make_quiz(draw=2, key="over", opens_on="2026-01-01", closes_on=days_from_now(-2))
    client.force_login(ada)
    later, over = text(client.get("/test/later/")), text(client.get("/test/over/"))
    assert "Not open yet" in later
    assert "Open until the end of" in later
    assert "This test has closed" in over
    for page in (later, over):
        assert "Start the test" not in page
    assert client.post("/test/over/").status_code == 422
    assert not Attempt.objects.exists()


@pytest.fixture
def over(ada):
    """A try whose last day is over, with one answer saved in time."""
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2, needed=1, key="core", opens_on="2026-01-01", closes_on=days_from_now(0)))
    answer(attempt, 1, GOOD)
    version = attempt.quiz.newest
    release_quiz_version(quiz=attempt.quiz, definition=version.definition | {"closes_on": days_from_now(-1)}, by=None)
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=clock.now() - timedelta(minutes=11))
    return Attempt.objects.get(pk=attempt.pk)


def test_a_try_whose_time_is_over_leads_to_handing_in(client, ada, over):
    client.force_login(ada)
    assert "Look over my answers" in text(client.get("/test/core/"))
    assert client.post("/test/core/").url == over.check_url
    assert client.get(over.question_url(1)).url == over.check_url
    shown = text(client.get(over.check_url))
    assert "The time of this try is over. Everything that you saved before counts." in shown
    assert over.question_url(1) not in shown
    assert client.post(over.check_url).url == over.result_url
    assert "You have passed" in text(client.get(over.result_url))


def test_what_is_sent_when_the_time_is_over_is_answered_kindly(client, ada, over):
    client.force_login(ada)
    assert client.post(over.question_url(1), {"answer": "poor", "revision": "1"}).url == over.check_url
    told = client.post(over.question_url(1), {"answer": "poor", "revision": "1"}, **JSON)
    assert (told.status_code, told.json()["gone_to"]) == (409, over.check_url)
    assert Answer.objects.get(slot=slot_of(over)).response == GOOD


def test_in_the_ten_minutes_the_page_asks_to_hand_in_and_still_keeps(client, ada, over):
    Attempt.objects.filter(pk=over.pk).update(ends_at=clock.now() - timedelta(minutes=5))
    client.force_login(ada)
    assert "Look over your answers and hand in when you are ready." in text(client.get(over.question_url(1)))
    assert client.post(over.question_url(1), {"answer": "poor", "revision": "1"}, **JSON).status_code == 200


def test_a_try_whose_time_is_over_is_nobody_elses(client, over):
    client.force_login(UserFactory(called="Eve"))
    for address in (over.check_url, over.question_url(1), reverse("assessments:test_set_aside", args=[over.public_id])):
        assert client.get(address).status_code == client.post(address, {"answer": "good", "revision": "1"}).status_code == 404
