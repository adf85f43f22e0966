"""Whoever runs a cohort gives a test days there; nobody else does, and no other cohort has them."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from assessments.hooks import context_for, places_around
from assessments.models import QuizDays
from assessments.queries.quiz_clocks import window_of
from tests.courses.test_offers import naming
from tests.factories.accounts import with_role
from tests.factories.assessments_quiz import make_quiz
from tests.factories.courses import cohort, learning, person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = datetime(2027, 6, 10, 9, tzinfo=UTC)


def boxes(first="", last=""):
    """What the three boxes of each day send."""
    days = {"opens_on": first, "closes_on": last}
    parts = {name: (written.split("-") if written else ["", "", ""]) for name, written in days.items()}
    return {f"{name}_{part}": value for name, (y, m, d) in parts.items() for part, value in (("day", d), ("month", m), ("year", y))}


def address(group, quiz=None):
    name, more = ("courses:cohort_test_days", [quiz.key]) if quiz else ("courses:cohort_tests", [])
    return reverse(name, args=[group.public_id.lower(), *more])


@pytest.fixture
def quiz():
    return make_quiz(draw=2, opens_on="2027-05-01", closes_on="2027-05-31")


def test_a_manager_gives_days_that_hold_for_that_cohort_only(client, quiz):
    spring, autumn = cohort("Spring"), cohort("Autumn")
    taught = naming(quiz.key)
    ada, cy = person("Ada"), person("Cy")
    learning(ada, taught, spring)
    learning(cy, taught, autumn)
    client.force_login(with_role("manager", "Gus"))
    assert "From 1 May 2027 until 31 May 2027, both included. As the test has it." in client.get(address(spring)).content.decode()
    assert client.post(address(spring, quiz), boxes("2027-06-01", "2027-06-30")).url == address(spring)
    page = client.get(address(spring)).content.decode()
    assert "From 1 June 2027 until 30 June 2027, both included. Given for this cohort." in page
    context = context_for(ada, quiz.key)
    assert places_around(context)[1:] == [spring.context_key]
    assert window_of(ada.pk, quiz.newest, NOW, context).last_day == date(2027, 6, 30)
    assert window_of(cy.pk, quiz.newest, NOW, context_for(cy, quiz.key)).last_day == date(2027, 5, 31)
    client.force_login(ada)
    assert "30 June 2027" in client.get(reverse("assessments:test", args=[quiz.key])).content.decode()


def test_days_that_cannot_be_are_refused_beside_what_was_typed(client, quiz):
    spring = cohort()
    naming(quiz.key)
    client.force_login(with_role("manager", "Gus"))
    for typed in (boxes("", "2027-06-30"), boxes("2027-06-30", "2027-06-01"), boxes("2027-13-41", "")):
        assert client.post(address(spring, quiz), typed).status_code == 422
    assert not QuizDays.objects.exists()
    assert client.post(address(spring, quiz), boxes()).status_code == 302
    assert not QuizDays.objects.exists()


def test_a_test_that_no_module_names_has_no_days_here(client, quiz):
    client.force_login(with_role("manager", "Gus"))
    assert client.get(address(cohort(), quiz)).status_code == 404


@pytest.mark.parametrize("many", [1, 6])
def test_the_list_takes_the_same_statements_however_many_tests(client, many, django_assert_max_num_queries):
    spring = cohort()
    for number in range(many):
        naming(make_quiz(draw=2).key, slug=f"module-{number}")
    client.force_login(with_role("manager", "Gus"))
    client.get(address(spring))
    with django_assert_max_num_queries(10):
        assert client.get(address(spring)).content.decode().count("Change the days") == many
