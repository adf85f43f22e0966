"""Nobody sees other people's records with one lock open: the middleware fails closed."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import override_settings

from accounts.models.roles import ROLES
from lms.core import clock
from lms.core.checks import second_factor_stands
from tests.factories.accounts import RoleGrantFactory, UserFactory, with_role

DOOR = "accounts.signin.second_lock.SecondFactor"
pytestmark = [pytest.mark.django_db, pytest.mark.both]
OPEN = ["/support/", "/help/", "/privacy/", "/accessibility/", "/display/", "/healthz/live"]


def proofs(client, *records):
    session = client.session
    session["account_authentication_methods"] = [{"at": time.time(), **record} for record in records]
    session.save()


@pytest.mark.parametrize("role", [role for role, _ in ROLES])
def test_every_role_needs_a_second_factor(client, role):
    client.force_login(with_role(role, "Somebody", until_on=clock.today() + timedelta(days=14)), second_factor=False)
    for page in ("/start/", "/home/", "/manage/", "/certificate/", "/no-such-page/", "/"):
        answer = client.get(page)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/second-lock/")
    assert client.get("/second-lock/").status_code == 200


def test_what_was_sent_is_refused_and_changes_nothing(client):
    client.force_login(with_role("manager", "Gus"), second_factor=False)
    answer = client.post("/manage/")
    assert answer.status_code == 403
    assert "A second lock" in answer.content.decode()


@pytest.mark.parametrize("page", OPEN)
def test_support_and_help_stay_open(client, page):
    client.force_login(with_role("manager", "Gus"), second_factor=False)
    assert client.get(page).status_code == 200


def test_trainees_need_none(client):
    client.force_login(UserFactory(), second_factor=False)
    assert client.get("/home/").status_code == 200


def test_a_session_from_before_the_role_was_given_ends_at_the_lock(client):
    ada = UserFactory()
    client.force_login(ada, second_factor=False)
    assert client.get("/home/").status_code == 200
    RoleGrantFactory(person=ada, role="assessor")
    assert client.get("/home/").url.startswith("/second-lock/?next=%2Fhome%2F")


@pytest.mark.parametrize("record", [{"method": "password"}, {"method": "code"}, {"method": "socialaccount"}, {"method": ""}, {}])
def test_no_other_way_of_signing_in_counts(client, record):
    client.force_login(with_role("board", "Di"), second_factor=False)
    proofs(client, record)
    assert client.get("/manage/").status_code == 302


def test_the_proof_of_somebody_else_does_not_count(client):
    client.force_login(with_role("board", "Di"))
    session = client.session
    session["account_authentication_methods_user"] = str(UserFactory().pk)
    session.save()
    assert client.get("/manage/").status_code == 302


def test_the_way_of_the_demo_counts_only_while_there_is_a_demo(client):
    client.force_login(with_role("manager", "Gus"), second_factor=False)
    proofs(client, {"method": "demo"})
    assert client.get("/me/security/").status_code == 200
    with override_settings(DEMO=False):
        assert client.get("/me/security/").url.startswith("/second-lock/")


def test_the_door_stands_after_the_parts_it_asks():
    order = settings.MIDDLEWARE
    here = order.index(DOOR)
    assert here > order.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    assert here > order.index("allauth.account.middleware.AccountMiddleware")


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_the_course_editor_needs_it_too(client, role):
    client.force_login(with_role(role, "Ed"), second_factor=False)
    assert client.get("/cms/").url.startswith("/second-lock/")
    assert client.post("/cms/pages/1/edit/").status_code == 403


@pytest.mark.parametrize(
    "order",
    [
        [name for name in settings.MIDDLEWARE if name != DOOR],
        [
            DOOR,
            *[name for name in settings.MIDDLEWARE if name != DOOR],
        ],
    ],
)
def test_the_service_does_not_start_without_the_door(order):
    with override_settings(MIDDLEWARE=order):
        assert [error.id for error in second_factor_stands(None)] == ["alongside.E005"]
    assert second_factor_stands(None) == []
