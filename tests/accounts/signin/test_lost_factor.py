"""A lost second lock is opened by two people, neither of whom is the one who lost it."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import FactorReset
from accounts.services.lost_factor import ask_factor_reset, confirm_factor_reset, withdraw_factor_reset
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent, OutboxMessage
from tests.factories.accounts import RelationFactory, RoleGrantFactory, UserFactory, with_role

from .parts import by_password, give_app, set_records, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def di():
    person = with_password(with_role("board", "Di", email="di@example.org"))
    give_app(person)
    return person


@pytest.fixture
def gus():
    return with_role("manager", "Gus", email="gus@example.org")


@pytest.fixture
def ash():
    return with_role("admin", "Ash")


@pytest.fixture
def asked(di, gus):
    return ask_factor_reset(person=di, by=gus, method="met")


def told(person):
    return [message.body for message in OutboxMessage.objects.filter(to_ref=person.public_id)]


def has_lock(person):
    return Authenticator.objects.filter(user=person).exists()


def test_two_others_open_it_and_the_person_is_told_and_signed_out(client, di, gus, ash, asked):
    client.force_login(di)
    assert has_lock(di)
    done = confirm_factor_reset(reset=asked, by=ash)
    assert (done.state, done.confirmed_by, has_lock(di)) == ("done", ash, False)
    assert client.get("/me/security/").url.startswith("/sign-in/")
    assert len(told(di)) == 2
    trail = MoveEvent.objects.get(record_ref=asked.public_id)
    assert (trail.verb, trail.by_ref) == ("confirm", ash.public_id)


def test_the_next_sign_in_says_it_once_and_leads_to_a_new_lock(client, di, ash, asked):
    confirm_factor_reset(reset=asked, by=ash)
    answer = by_password(client, di)
    page = client.get(answer.url, follow=True)
    assert page.redirect_chain[-1][0].startswith("/second-lock/")
    assert "Your second lock was taken away because you lost it" in page.content.decode()
    client.post("/accounts/logout/")
    by_password(client, di)
    assert "because you lost it" not in client.get("/second-lock/").content.decode()


def test_the_same_person_cannot_be_both(di, ash):
    reset = ask_factor_reset(person=di, by=ash, method="video")
    with pytest.raises(Refused):
        confirm_factor_reset(reset=reset, by=ash)
    assert has_lock(di)


def test_nobody_asks_for_or_confirms_their_own(di, gus, ash):
    give_app(ash)
    with pytest.raises(PermissionDenied):
        ask_factor_reset(person=ash, by=ash, method="met")
    reset = ask_factor_reset(person=ash, by=gus, method="met")
    with pytest.raises(PermissionDenied):
        confirm_factor_reset(reset=reset, by=ash)
    assert has_lock(ash)


@pytest.mark.parametrize("role", ["manager", "board", "editor", "quality", "safeguarding", "privacy", "assessor", "supervisor"])
def test_only_an_administrator_is_the_second(di, asked, role):
    with pytest.raises(PermissionDenied):
        confirm_factor_reset(reset=asked, by=with_role(role, "Somebody"))
    assert has_lock(di)


@pytest.mark.parametrize("role", ["board", "editor", "quality", "assessor", "supervisor", "privacy"])
def test_only_managers_and_administrators_ask(di, role):
    with pytest.raises(PermissionDenied):
        ask_factor_reset(person=di, by=with_role(role, "Somebody"), method="met")


def test_a_manager_of_one_cohort_asks_only_for_whom_they_manage(di):
    narrow = with_role("manager", "Mo", scope_kind="cohort", scope_key="x")
    with pytest.raises(PermissionDenied):
        ask_factor_reset(person=di, by=narrow, method="met")
    RelationFactory(kind="manages", by=narrow, of=di)
    assert ask_factor_reset(person=di, by=narrow, method="met").state == "asked"


def test_after_a_day_it_is_too_late_and_can_be_asked_anew(di, gus, ash):
    old = ask_factor_reset(person=di, by=gus, method="met", at=clock.now() - timedelta(hours=24))
    with pytest.raises(Refused):
        confirm_factor_reset(reset=old, by=ash)
    assert has_lock(di)
    anew = ask_factor_reset(person=di, by=gus, method="phone")
    old.refresh_from_db()
    assert (old.state, anew.state) == ("lapsed", "asked")


def test_two_confirmations_at_once_are_one(di, ash, asked):
    other = with_role("admin", "Alma")
    stale = FactorReset.objects.get(pk=asked.pk)
    confirm_factor_reset(reset=asked, by=ash)
    secret = give_app(di)  # set up anew meanwhile
    with pytest.raises(Refused):
        confirm_factor_reset(reset=stale, by=other)
    asked.refresh_from_db()
    assert (asked.confirmed_by, has_lock(di), bool(secret)) == (ash, True, True)


def test_a_role_that_ended_yesterday_confirms_nothing(di, asked):
    rex = UserFactory()
    yesterday = clock.today() - timedelta(days=1)
    RoleGrantFactory(person=rex, role="admin", from_on=yesterday - timedelta(days=9), until_on=yesterday)
    with pytest.raises(PermissionDenied):
        confirm_factor_reset(reset=asked, by=rex)


def test_one_request_at_a_time_and_none_for_somebody_without_a_lock(gus, ash, di, asked):
    with pytest.raises(Refused):
        ask_factor_reset(person=di, by=ash, method="met")
    with pytest.raises(Refused):
        ask_factor_reset(person=UserFactory(), by=gus, method="met")


def test_the_person_can_say_that_nothing_is_lost(di, asked, ash):
    withdraw_factor_reset(reset=asked, by=di)
    with pytest.raises(Refused):
        confirm_factor_reset(reset=asked, by=ash)
    with pytest.raises(PermissionDenied):
        withdraw_factor_reset(reset=asked, by=UserFactory())


@pytest.mark.parametrize("broken", [{"asked_by": "person"}, {"confirmed_by": "person"}, {"confirmed_by": "asked_by"}])
def test_the_database_refuses_one_person_for_two(di, gus, broken):
    people = {"person": di, "asked_by": gus, "confirmed_by": None}
    fields = {**people, **{name: people[value] for name, value in broken.items()}}
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(**fields, method="met", until_at=clock.now())


def test_through_the_pages(client, di, gus, ash):
    client.force_login(gus)
    answer = client.post("/manage/lost-factor/", {"email": "Di@example.org", "method": "met"})
    page = client.get(answer.url).content.decode()
    assert "Another administrator has to confirm this" in page
    assert client.post(f"{answer.url}confirm/", follow=True).status_code == 200
    assert has_lock(di)
    client.force_login(ash)
    client.post(f"{answer.url}confirm/")
    assert not has_lock(di)


def test_the_pages_ask_once_more_who_is_there(client, di, ash, asked):
    client.force_login(ash)
    set_records(client, {"method": "mfa", "ago": 700})
    assert client.get("/manage/lost-factor/").url.startswith("/sign-in/again/")
    assert client.post(f"/manage/lost-factor/{asked.public_id}/confirm/").status_code == 403
    assert has_lock(di)


def test_whose_request_it_is_does_not_see_it_among_theirs(client, asked, ash, gus):
    give_app(ash)
    mine = ask_factor_reset(person=ash, by=gus, method="met")
    client.force_login(ash)
    assert client.get(f"/manage/lost-factor/{mine.public_id}/").status_code == 404
    assert client.get(f"/manage/lost-factor/{asked.public_id}/").status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_many(client, gus, ash, django_assert_max_num_queries, count):
    for _ in range(count):
        person = UserFactory()
        give_app(person)
        ask_factor_reset(person=person, by=gus, method="met")
    client.force_login(ash)
    client.get("/manage/lost-factor/")
    with django_assert_max_num_queries(6):
        client.get("/manage/lost-factor/")
