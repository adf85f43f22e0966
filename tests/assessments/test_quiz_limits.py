"""Time limits: none unless a test has one, as long as was set up for the person, and nothing lost when it is over."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.models import Break
from accounts.services import erase
from accounts.services.adjustments import agree_adjustment, ask_adjustment
from assessments.grading import GRACE, UNDER_WAY
from assessments.models import Answer, AnswerFile, Attempt
from assessments.queries.quiz_clocks import clock_of
from assessments.queries.quiz_records import check_quizzes
from assessments.services.run_clock import TimeIsUp, keep_running, stop_clock
from assessments.services.save_answer import save_answer
from assessments.services.start_attempt import start_attempt
from assessments.services.submit_attempt import submit_attempt
from assessments.services.void_attempt import void_attempt
from assessments.wording import say_left
from lms.core import clock
from tests.assessments.question_samples import UPLOAD
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import answer, make_bank, make_question, make_quiz, slot_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NINE = datetime(2027, 5, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GOOD, POOR = {"chosen": "good"}, {"chosen": "poor"}
JSON = {"HTTP_ACCEPT": "application/json"}
CLOCK = ["ends_at", "minutes", "paused_at", "resumed_at"]


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


@pytest.fixture
def quiz():
    return make_quiz(draw=2, needed=1, minutes=60, because="The scheme asks for it.", key="core")


def granted(person, *kinds):
    for kind in kinds:
        asked = ask_adjustment(person=person, kind=kind)
        if asked.state == "asked":
            agree_adjustment(adjustment=asked, by=with_role("manager", "Gus"))


def save(attempt, at, response=GOOD, revision=None):
    fresh = slot_of(attempt)
    revision = fresh.answer.revision if revision is None else revision
    return save_answer(slot=fresh, by=attempt.person, response=response, flagged=False, revision=revision, at=at)


def stored(attempt):
    return Attempt.objects.get(pk=attempt.pk)


@pytest.mark.parametrize(
    ("kinds", "minutes"),
    [
        ((), 60),
        (("time_125",), 75),
        (("time_150",), 90),
        (("time_125", "time_150"), 90),
        (("time_200",), 120),
        (("no_limit",), None),
        (("rest_breaks", "large_print"), 60),
    ],
)
def test_the_limit_is_as_long_as_was_set_up(ada, quiz, kinds, minutes):
    granted(ada, *kinds)
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    assert (attempt.minutes, attempt.ends_at) == (minutes, None if minutes is None else NINE + minutes * MINUTE)


def test_a_part_of_a_minute_is_given_whole(ada):
    granted(ada, "time_125")
    quiz = make_quiz(draw=2, minutes=5, because="Because.")
    assert start_attempt(person=ada, quiz=quiz, at=NINE).minutes == 7 > 5 * Fraction(5, 4)


def test_a_test_without_a_limit_has_no_clock(ada):
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2), at=NINE)
    assert [getattr(attempt, name) for name in CLOCK] == [None] * 4
    save(attempt, NINE + timedelta(days=4000))


def test_who_began_in_time_has_the_whole_time_past_the_last_day_too(ada):
    quiz = make_quiz(draw=2, minutes=60, because="Because.", opens_on="2027-05-03", closes_on="2027-05-03")
    late = NINE.replace(hour=23, minute=50)
    attempt = start_attempt(person=ada, quiz=quiz, at=late)
    save(attempt, late + 60 * MINUTE)


def test_without_a_limit_of_their_own_a_try_still_ends_with_the_last_day(ada):
    granted(ada, "no_limit")
    quiz = make_quiz(draw=2, minutes=60, because="Because.", opens_on="2027-05-03", closes_on="2027-05-03")
    assert start_attempt(person=ada, quiz=quiz, at=NINE).ends_at == datetime(2027, 5, 4, tzinfo=UTC)


def test_what_was_saved_in_time_counts_and_nothing_after_the_ten_minutes(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    save(attempt, NINE + 60 * MINUTE + GRACE)
    for late in (timedelta(seconds=1), timedelta(days=9)):
        with pytest.raises(TimeIsUp):
            save(attempt, NINE + 60 * MINUTE + GRACE + late, POOR)
    assert stored(attempt).is_open, "nobody hands in behind somebody's back"
    result = submit_attempt(attempt=stored(attempt), by=ada, at=NINE + timedelta(days=9))
    assert (result.points, result.passed) == (1, True)
    assert list(check_quizzes()) == []


def test_a_time_before_the_start_changes_nothing(ada, quiz):
    """A machine whose clock was set back neither ends a try nor lengthens it."""
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    save(attempt, NINE - timedelta(days=1))
    assert stored(attempt).ends_at == NINE + 60 * MINUTE


@pytest.mark.parametrize(("kind", "minutes"), [("time_150", 90), ("time_125", 75), ("no_limit", None)])
def test_what_is_set_up_during_a_try_holds_from_the_next_page_on(client, ada, quiz, kind, minutes):
    attempt = start_attempt(person=ada, quiz=quiz)
    granted(ada, kind)
    client.force_login(ada)
    client.get(attempt.question_url(1))
    again = stored(attempt)
    assert (again.minutes, again.ends_at) == (minutes, None if minutes is None else attempt.started_at + minutes * MINUTE)
    client.get(attempt.question_url(1))
    assert stored(attempt).ends_at == again.ends_at, "once"


def test_what_ends_during_a_try_takes_no_time_away(client, ada, quiz):
    granted(ada, "time_150")
    attempt = start_attempt(person=ada, quiz=quiz)
    granted(ada, "time_125")
    client.force_login(ada)
    client.get(attempt.question_url(1))
    assert stored(attempt).minutes == 90


def test_what_is_set_up_when_time_is_up_opens_nothing_again(client, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=clock.now() - 61 * MINUTE)
    granted(ada, "no_limit")
    client.force_login(ada)
    assert client.get(attempt.question_url(1)).status_code == 200, "within the ten minutes"
    assert stored(attempt).minutes == 60


# --- the clock stands still ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rest_breaks", "split_days"])
def test_the_clock_stands_still_for_those_who_may_stop_it(ada, quiz, kind):
    granted(ada, kind)
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    assert stop_clock(attempt=attempt, by=ada, at=NINE + 20 * MINUTE)
    assert stop_clock(attempt=stored(attempt), by=ada, at=NINE + 30 * MINUTE), "twice is once"
    back = NINE + timedelta(days=2)
    assert not clock_of(stored(attempt), back).is_up(back)
    assert keep_running(attempt=stored(attempt), at=back).ends_at == back + 40 * MINUTE
    assert keep_running(attempt=stored(attempt), at=back + 5 * MINUTE).ends_at == back + 40 * MINUTE, "twice is once"
    save(attempt, back + 40 * MINUTE + GRACE)
    with pytest.raises(TimeIsUp):
        save(attempt, back + 51 * MINUTE, POOR)


def test_two_tabs_that_come_back_at_once_start_the_clock_once(ada, quiz):
    granted(ada, "rest_breaks")
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    stop_clock(attempt=attempt, by=ada, at=NINE + 20 * MINUTE)
    one, other = stored(attempt), stored(attempt)
    keep_running(attempt=one, at=NINE + 30 * MINUTE)
    assert keep_running(attempt=other, at=NINE + 40 * MINUTE).ends_at == NINE + 70 * MINUTE


def test_the_clock_runs_on_for_everybody_else(ada, quiz):
    granted(ada, "time_150", "quiet_slot")
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    assert not stop_clock(attempt=attempt, by=ada, at=NINE + MINUTE)
    assert stored(attempt).paused_at is None


def test_a_clock_that_has_run_out_or_was_never_there_is_not_stopped(ada, quiz):
    granted(ada, "rest_breaks")
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    assert not stop_clock(attempt=attempt, by=ada, at=NINE + 60 * MINUTE)
    assert not stop_clock(attempt=start_attempt(person=ada, quiz=make_quiz(draw=2)), by=ada)


def test_a_save_that_was_under_way_leaves_the_clock_stopped_and_a_later_one_starts_it(ada, quiz):
    granted(ada, "rest_breaks")
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    stop_clock(attempt=attempt, by=ada, at=NINE + 20 * MINUTE)
    save(attempt, NINE + 20 * MINUTE + UNDER_WAY)
    assert stored(attempt).paused_at == NINE + 20 * MINUTE
    save(attempt, NINE + 50 * MINUTE, POOR)
    assert (stored(attempt).paused_at, stored(attempt).ends_at) == (None, NINE + 90 * MINUTE)


def test_a_longer_break_stops_the_clock_from_when_the_person_was_last_seen(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    save(attempt, NINE + 15 * MINUTE)
    away = Break.objects.create(person=ada, began_on=NINE.date())
    back = NINE + timedelta(days=20)
    away.ended_on = back.date()
    away.save()
    assert keep_running(attempt=stored(attempt), at=back).ends_at == back + 45 * MINUTE
    save(attempt, back + 50 * MINUTE, POOR)
    with pytest.raises(TimeIsUp):
        save(attempt, back + 56 * MINUTE)


def test_a_break_that_is_over_gives_its_time_once(ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=NINE)
    Break.objects.create(person=ada, began_on=NINE.date(), ended_on=date(2027, 5, 9))
    back = datetime(2027, 5, 9, 9, tzinfo=UTC)
    assert keep_running(attempt=stored(attempt), at=back).ends_at == back + 60 * MINUTE
    assert clock_of(stored(attempt), back + 71 * MINUTE).is_over(back + 71 * MINUTE)


def test_a_break_under_the_other_record_of_one_person_stops_the_clock_too(ada, quiz):
    before = UserFactory(called="Ada before")
    attempt = start_attempt(person=before, quiz=quiz, at=NINE)
    before.merged_into = ada
    before.save()
    Break.objects.create(person=ada, began_on=NINE.date(), ended_on=date(2027, 5, 9))
    back = datetime(2027, 5, 9, 9, tzinfo=UTC)
    assert keep_running(attempt=stored(attempt), at=back).ends_at == back + 60 * MINUTE


def test_a_file_that_comes_when_the_time_is_over_is_not_kept(client, ada):
    bank = make_bank(0)
    make_question(bank, definition=UPLOAD | {"accept": ["txt"]})
    attempt = start_attempt(person=ada, quiz=make_quiz(bank=bank, sections=[{"draw": 1}], needed=1, minutes=60, because="Because."))
    client.force_login(ada)

    def send(revision):
        upload = SimpleUploadedFile("plan.txt", b"A plan.", content_type="text/plain")
        return client.post(attempt.question_url(1), {"revision": revision, "upload": upload})

    assert send(0).status_code == 302
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=clock.now() - 11 * MINUTE)
    assert send(1).url == attempt.check_url
    assert AnswerFile.objects.count() == 1


# --- what is not told, and not kept ---------------------------------------------------------------------------------------------------


def test_what_was_granted_goes_when_the_try_ends(ada, quiz):
    granted(ada, "time_150", "rest_breaks")
    done, aside, gone = (start_attempt(person=ada, quiz=quiz, context_key=key) for key in ("a", "b", "c"))
    stop_clock(attempt=done, by=ada)
    submit_attempt(attempt=done, by=ada)
    void_attempt(attempt=aside, by=ada)
    assert gone.minutes == 90
    erase(person=ada, by=with_role("admin", "Ash"), reason="asked")
    assert list(Attempt.objects.values_list(*CLOCK)) == [(None,) * 4] * 3


@pytest.mark.parametrize("fields", [{"minutes": 0, "ends_at": NINE}, {"minutes": 60}, {"paused_at": NINE}])
def test_the_database_refuses_a_clock_that_cannot_be(ada, quiz, fields):
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**fields)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(minutes=25, seconds=59), "About 25 minutes left"),
        (timedelta(minutes=90), "About 1 hour 30 minutes left"),
        (timedelta(seconds=59), "Less than a minute left"),
        (None, "Less than a minute left"),
    ],
)
def test_time_is_said_in_whole_minutes_and_never_more_than_there_is(left, said):
    assert say_left(left) == said


# --- the pages ----------------------------------------------------------------------------------------------------------------------


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def page(client, ada):
    client.force_login(ada)
    return client


def test_the_front_page_says_how_long_and_why_and_never_what_stands_behind_it(page, ada, quiz):
    assert "1 hour. The scheme asks for it." in text(page.get("/test/core/"))
    granted(ada, "time_150")
    assert "1 hour 30 minutes. The scheme asks for it." in text(page.get("/test/core/"))
    granted(ada, "no_limit")
    assert "No limit for you." in text(page.get("/test/core/"))


def test_a_question_says_how_much_time_there_is(page, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz, at=clock.now() - 30 * MINUTE)
    shown = text(page.get(attempt.question_url(1)))
    assert "About 29 minutes left" in shown
    assert "The clock runs on when you take a break." in shown
    assert "There is no time limit." not in shown
    assert "About 29 minutes left" in text(page.get(attempt.check_url))
    told = page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}, **JSON)
    assert told.json()["left"] == "About 29 minutes left"


def test_a_test_without_a_limit_tells_no_time(page, ada):
    attempt = start_attempt(person=ada, quiz=make_quiz(draw=2))
    shown = text(page.get(attempt.question_url(1)))
    assert "There is no time limit." in shown
    assert "data-time-left" not in shown
    assert "left" not in page.post(attempt.question_url(1), {"answer": "good", "revision": "0"}, **JSON).json()


@pytest.mark.parametrize(("go", "leads_to"), [("break", "/break/"), ("leave", "/home/")])
def test_stopping_saves_first_stops_the_clock_and_coming_back_starts_it(page, ada, quiz, go, leads_to):
    granted(ada, "rest_breaks")
    attempt = start_attempt(person=ada, quiz=quiz)
    assert "The clock stops when you take a break or leave it for now." in text(page.get(attempt.question_url(1)))
    assert page.post(attempt.question_url(1), {"answer": "good", "revision": "0", "go": go}).url.startswith(leads_to)
    assert Answer.objects.get(slot=slot_of(attempt)).response == GOOD
    assert stored(attempt).paused_at is not None
    stopped_at = clock.now() - timedelta(days=3)
    Attempt.objects.filter(pk=attempt.pk).update(paused_at=stopped_at, ends_at=stopped_at + timedelta(minutes=30, seconds=30))
    comes_back_to = attempt.question_url(1) if go == "break" else attempt.check_url
    assert "About 30 minutes left" in text(page.get(comes_back_to))
    assert stored(attempt).paused_at is None


def test_time_that_is_up_is_said_kindly_and_leads_to_handing_in(page, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    answer(attempt, 1, GOOD)
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=clock.now() - 9 * MINUTE)
    assert "Look over your answers and hand in when you are ready." in text(page.get(attempt.question_url(2)))
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=clock.now() - 11 * MINUTE)
    assert page.get(attempt.question_url(2)).url == attempt.check_url
    assert page.post(attempt.question_url(2), {"answer": "good", "revision": "0"}, **JSON).status_code == 409
    assert "Everything that you saved before counts." in text(page.get(attempt.check_url))
    assert page.post(attempt.check_url).url == attempt.result_url
    assert "You have passed" in text(page.get(attempt.result_url))


def test_a_clock_costs_a_page_one_statement_and_a_save_none(page, ada, quiz, django_assert_num_queries):
    attempt = start_attempt(person=ada, quiz=quiz)
    page.get(attempt.question_url(1))
    with django_assert_num_queries(5):  # person, roles for the menu, the question, the list, what is set up
        page.get(attempt.question_url(2))
    with django_assert_num_queries(4):  # person, roles for the second lock, the question, one guarded update
        page.post(attempt.question_url(2), {"answer": "good", "revision": "0"}, **JSON)
    with django_assert_num_queries(4):
        page.get(attempt.check_url)
    with django_assert_num_queries(11):  # transaction marks included, and the roles for the second lock
        page.post(attempt.check_url)


def test_the_clock_of_somebody_else_is_not_there(client, ada, quiz):
    attempt = start_attempt(person=ada, quiz=quiz)
    client.force_login(UserFactory(called="Eve"))
    for go in ("break", "leave"):
        assert client.post(attempt.question_url(1), {"answer": "good", "revision": "0", "go": go}).status_code == 404
