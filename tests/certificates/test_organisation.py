"""/org/: an organisation sees itself, the door that everybody has, and nobody who learns or works here."""

from datetime import timedelta

import pytest

from accounts.models import User
from lms.core import clock
from tests.factories.accounts import OrganisationFactory, RoleGrantFactory, UserFactory, with_role
from tests.factories.certificates import awarded_on, issued
from tests.factories.schemes import board_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def flo():
    house = OrganisationFactory(name="Example House")
    return with_role("organisation", "Flo", scope_kind="organisation", scope_key=house.public_id)


def act_for(called: str, key: str, **dates) -> User:
    return with_role("organisation", called, scope_kind="organisation", scope_key=key, **dates)


def main_of(client) -> str:
    page = client.get("/org/").content.decode()
    return page[page.index("<main") :]


def test_it_names_the_organisation_and_its_team_and_nobody_else(client, flo):
    key = flo.roles.get().scope_key
    act_for("Fay", key)
    act_for("Another", OrganisationFactory(name="Other House").public_id)
    UserFactory(called="Ada Canary")
    client.force_login(flo)
    page = main_of(client)
    for words in ("Example House", "Flo", "Fay", "What we cannot see"):
        assert words in page
    for secret in ("Another", "Other House", "Canary"):
        assert secret not in page


def test_its_box_is_the_one_that_everybody_has(client, flo):
    ada = UserFactory(called="Ada Canary")
    copy = issued(awarded_on(ada, clock.today() - timedelta(days=30), board_member("Yusra")))
    client.force_login(flo)
    assert 'action="/check/"' in main_of(client)
    answer = client.post("/check/", {"number": copy.certification.number, "name": "Nobody"})
    assert "Canary" not in answer.content.decode()


def test_a_worry_starts_at_the_open_page(client, flo):
    client.force_login(flo)
    assert 'href="/concerns/new/"' in main_of(client)


def test_without_an_organisation_it_says_so(client):
    lone = UserFactory()
    RoleGrantFactory(person=lone, role="organisation")
    client.force_login(lone)
    assert "No organisation is linked to you" in main_of(client)


def test_for_anybody_else_it_is_not_there(client):
    client.force_login(with_role("manager", "Gus"))
    assert client.get("/org/").status_code == 404


def test_a_large_team_costs_no_more(client, flo, django_assert_max_num_queries):
    client.force_login(flo)
    client.get("/org/")
    with django_assert_max_num_queries(12):
        client.get("/org/")
    for number in range(29):
        act_for(f"Member {number}", flo.roles.get().scope_key)
    with django_assert_max_num_queries(12):
        client.get("/org/")
