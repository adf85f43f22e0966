"""Best or last: whether a test may be taken again after a pass, and which result stands then."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessments.models import Attempt, AttemptResult
from assessments.queries import QuizResult, overtaken, quiz_results
from assessments.services.start_attempt import start_attempt
from assessments.services.void_attempt import void_attempt
from lms.core.errors import Refused
from schemes.evidence import evidence_of
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import finish, make_bank, make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MONDAY = datetime(2027, 5, 3, 9, tzinfo=UTC)


@pytest.fixture
def ada():
    return UserFactory(called="Ada")


def tried(person, quiz, right, *, days=0, **how):
    at = MONDAY + timedelta(days=days)
    return finish(start_attempt(person=person, quiz=quiz, at=at, **how), right=right, at=at)


def standing(person):
    return [(one.ref, one.passed, one.stands) for one in evidence_of([person.pk])[person.pk].quizzes]


def test_a_plain_start_never_repeats_a_pass(ada):
    for counts in ("best", "last"):
        quiz = make_quiz(draw=4, needed=3, counts=counts)
        tried(ada, quiz, 4)
        with pytest.raises(Refused, match="You have passed"):
            start_attempt(person=ada, quiz=quiz, at=MONDAY + timedelta(days=1))
    with pytest.raises(Refused):
        start_attempt(person=ada, quiz=make_passed_best(ada), again=True)


def make_passed_best(person):
    quiz = make_quiz(draw=4, needed=3)
    tried(person, quiz, 4)
    return quiz


def test_where_the_last_counts_a_later_try_takes_the_place_of_a_pass(ada):
    quiz = make_quiz(draw=4, needed=3, counts="last", wait_hours=[])
    tried(ada, quiz, 4)
    again = start_attempt(person=ada, quiz=quiz, again=True, at=MONDAY + timedelta(days=1))
    assert [stands for _ref, _passed, stands in standing(ada)] == [True], "a try that was not handed in takes nobody's place"
    finish(again, right=1, at=MONDAY + timedelta(days=1))
    assert [(passed, stands) for _ref, passed, stands in standing(ada)] == [(True, False), (False, True)]
    tried(ada, quiz, 4, days=2)
    assert [(passed, stands) for _ref, passed, stands in standing(ada)] == [(True, False), (False, False), (True, True)]


def test_a_try_that_was_set_aside_gives_the_place_back(ada):
    quiz = make_quiz(draw=4, needed=3, counts="last", wait_hours=[])
    tried(ada, quiz, 4)
    tried(ada, quiz, 0, days=1, again=True)
    void_attempt(attempt=Attempt.objects.get(number=2), by=with_role("manager", "Gus"))
    assert [(passed, stands) for _ref, passed, stands in standing(ada)] == [(True, True)]
    assert AttemptResult.objects.standing().counting().get().passed


def test_where_the_best_counts_every_pass_stands_also_beside_a_later_place(ada):
    quiz = make_quiz(draw=4, needed=3)
    tried(ada, quiz, 4, context_key="place-1")
    tried(ada, quiz, 0, days=400, context_key="place-2")
    assert [(passed, stands) for _ref, passed, stands in standing(ada)] == [(True, True), (False, True)]


def test_a_later_place_takes_the_place_where_the_last_counts(ada):
    quiz = make_quiz(draw=4, needed=3, counts="last")
    tried(ada, quiz, 4, context_key="place-1")
    tried(ada, quiz, 0, days=400, context_key="place-2")
    assert [stands for _ref, _passed, stands in standing(ada)] == [False, True]
    assert [row.passed for row in AttemptResult.objects.standing().counting()] == [False]


def test_the_last_is_asked_over_both_records_of_one_person(ada):
    before = UserFactory(called="Ada before")
    quiz = make_quiz(draw=4, needed=3, bank=make_bank(24), counts="last")
    tried(before, quiz, 4)
    tried(ada, quiz, 0, days=1)
    found = evidence_of([ada.pk], {before.pk: ada.pk})[ada.pk].quizzes
    assert [(one.passed, one.stands) for one in found] == [(True, False), (False, True)]


def test_what_counts_travels_with_results_in_the_same_statement(ada, django_assert_num_queries):
    tried(ada, make_quiz(draw=4, key="a"), 4)
    tried(ada, make_quiz(draw=4, key="b", counts="last"), 4)
    with django_assert_num_queries(1):
        assert [(one.quiz_key, one.counts) for one in quiz_results([ada.pk])[ada.pk]] == [("a", "best"), ("b", "last")]


def result(ref, counts, quiz_key="q"):
    return QuizResult(ref, quiz_key, True, 1, 1, 1, 1, date(2027, 5, 3), counts)


@pytest.mark.parametrize(
    ("results", "gone"),
    [
        ([], set()),
        ([result("1", "best"), result("2", "best")], set()),
        ([result("1", "best"), result("2", "last"), result("3", "best")], {"1"}),
        ([result("1", "last"), result("2", "last"), result("3", "last")], {"1", "2"}),
        ([result("1", "last"), result("2", "last", "other")], set()),
    ],
)
def test_a_try_whose_rules_count_the_last_takes_the_place_of_those_before_it(results, gone):
    assert overtaken(results) == gone


def test_the_page_offers_another_try_and_says_what_it_means(client, ada):
    quiz = make_quiz(draw=4, needed=3, counts="last", key="core", wait_hours=[])
    finish(start_attempt(person=ada, quiz=quiz), right=4)
    client.force_login(ada)
    shown = " ".join(client.get("/test/core/").content.decode().split())
    assert "Your last try counts." in shown
    assert "You may take it again. Then the newer try counts, whatever it comes to." in shown
    assert client.post("/test/core/").status_code == 422
    assert client.post("/test/core/", {"again": "yes"}).status_code == 302
    assert Attempt.objects.filter(state="open").count() == 1
