"""Days of a test for one place (a cohort, say): they hold there instead of those of its versions, and take nothing from an open try."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments import hooks
from assessments.grading import Days, days_that_hold
from assessments.models import QuizDays
from assessments.queries.quiz_clocks import clock_of, window_of
from assessments.services.give_days import give_days
from assessments.services.start_attempt import start_attempt
from lms.core.errors import Refused
from tests.factories.accounts import UserFactory, with_role
from tests.factories.assessments_quiz import make_quiz

MAY, JUNE = (date(2027, 5, 3), date(2027, 5, 14)), (date(2027, 6, 1), date(2027, 6, 30))
IN_MAY, IN_JUNE = datetime(2027, 5, 10, 9, tzinfo=UTC), datetime(2027, 6, 10, 9, tzinfo=UTC)
PLACE, WIDER = "enrolment:A", "cohort:B"
NOTHING = Days()


@pytest.mark.parametrize(
    ("of_places", "holds"),
    [
        ([], Days(*MAY)),
        ([NOTHING, NOTHING], Days(*MAY)),
        ([NOTHING, Days(*JUNE)], Days(*JUNE)),
        ([Days(*JUNE), Days(date(2027, 1, 1))], Days(*JUNE)),
        ([Days(JUNE[0])], Days(JUNE[0])),  # no last day: that of the version is none of its business
    ],
)
def test_the_narrowest_place_that_says_days_says_both(of_places, holds):
    assert days_that_hold(Days(*MAY), of_places) == holds


@pytest.fixture
def around(monkeypatch):
    """An app above knows that the one place stands in the other."""
    monkeypatch.setattr(hooks, "_places_resolvers", [lambda key: [WIDER] if key == PLACE else []])


@pytest.fixture
def quiz():
    return make_quiz(draw=2, needed=1, opens_on=str(MAY[0]), closes_on=str(MAY[1]))


def given(quiz, place, opens_on=None, closes_on=None):
    return give_days(quiz=quiz, context_key=place, opens_on=opens_on, closes_on=closes_on, by=with_role("manager", "Gus"))


@pytest.mark.django_db
@pytest.mark.both
def test_a_try_starts_on_the_days_of_its_place(quiz, around):
    given(quiz, WIDER, *JUNE)
    ada, cy = UserFactory(called="Ada"), UserFactory(called="Cy")
    with pytest.raises(Refused, match="opens on 1 Jun 2027"):
        start_attempt(person=ada, quiz=quiz, context_key=PLACE, at=IN_MAY)
    assert start_attempt(person=ada, quiz=quiz, context_key=PLACE, at=IN_JUNE).ends_at == datetime(2027, 7, 1, tzinfo=UTC)
    assert start_attempt(person=cy, quiz=quiz, context_key="enrolment:other", at=IN_MAY).ends_at == datetime(2027, 5, 15, tzinfo=UTC)
    assert window_of(cy.pk, quiz.newest, IN_MAY).last_day == MAY[1]


@pytest.mark.django_db
@pytest.mark.both
def test_the_newest_row_stands_and_an_empty_one_gives_the_place_back(quiz, around):
    ada = UserFactory(called="Ada")
    given(quiz, WIDER, *JUNE)
    given(quiz, PLACE, JUNE[0], JUNE[1] + timedelta(days=5))
    assert window_of(ada.pk, quiz.newest, IN_JUNE, PLACE).last_day == date(2027, 7, 5)
    given(quiz, PLACE)
    assert window_of(ada.pk, quiz.newest, IN_JUNE, PLACE).last_day == JUNE[1]
    given(quiz, WIDER)
    assert window_of(ada.pk, quiz.newest, IN_JUNE, PLACE).last_day == MAY[1]
    assert QuizDays.objects.count() == 4
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        QuizDays.objects.update(closes_on=None)


@pytest.mark.django_db
def test_an_earlier_last_day_takes_nothing_from_an_open_try_and_a_later_one_reaches_it(quiz, around):
    attempt = start_attempt(person=UserFactory(called="Ada"), quiz=quiz, context_key=PLACE, at=IN_MAY)
    given(quiz, WIDER, MAY[0], date(2027, 5, 11))
    assert not clock_of(attempt, datetime(2027, 5, 14, 12, tzinfo=UTC)).is_up(datetime(2027, 5, 14, 12, tzinfo=UTC))
    given(quiz, WIDER, MAY[0], date(2027, 5, 20))
    assert clock_of(attempt, datetime(2027, 5, 16, tzinfo=UTC)).last_day == date(2027, 5, 20)


@pytest.mark.django_db
def test_the_same_days_again_make_no_row_and_impossible_ones_are_refused(quiz):
    assert given(quiz, WIDER) is None
    given(quiz, WIDER, *JUNE)
    assert given(quiz, WIDER, *JUNE) is None
    assert QuizDays.objects.count() == 1
    for days in ((None, JUNE[1]), (JUNE[1], JUNE[0])):
        with pytest.raises(Refused):
            given(quiz, WIDER, *days)
    with pytest.raises(PermissionDenied):
        give_days(quiz=quiz, context_key=WIDER, opens_on=None, closes_on=None, by=with_role("editor", "Ed"))


@pytest.mark.django_db
def test_outside_every_place_nothing_more_is_asked(quiz, django_assert_num_queries):
    version, ada = quiz.newest, UserFactory(called="Ada")
    with django_assert_num_queries(1):  # breaks
        window_of(ada.pk, version, IN_MAY)
    with django_assert_num_queries(2):
        window_of(ada.pk, version, IN_MAY, PLACE)
