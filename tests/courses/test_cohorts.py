"""Cohorts: who runs them, who is asked in, who joined."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Adjustment, Invitation, RoleGrant
from accounts.services import accept_invitation, merge
from accounts.services.adjustments import ask_adjustment
from accounts.services.breaks import start_break
from courses.models import Cohort, Enrolment
from courses.queries import cohorts_for, managers_of_learner, people_of
from courses.services.enrol import end_enrolment
from courses.services.invite_to_cohort import invite_to_cohort
from courses.services.open_cohort import open_cohort
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent, OutboxMessage
from lms.core.moves import NotAllowed
from tests.factories.courses import LONG_AGO, PROGRAMME, cohort, edition, learning, person, place, workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def gus():
    return person("Gus", "manager")


def manager_of(called, kind, key):
    made = person(called)
    RoleGrant.objects.create(person=made, role="manager", scope_kind=kind, scope_key=key, from_on=LONG_AGO)
    return made


# --- joining ---------------------------------------------------------------------------------------


def test_an_invitation_taken_up_gives_a_place(gus):
    group = cohort()
    invitation = invite_to_cohort(cohort=group, email="ada@people.example", called="Ada", by=gus)
    ada = accept_invitation(invitation=invitation, called="Ada")
    assert Enrolment.objects.get().person == ada
    assert Enrolment.objects.get().cohort == group


def test_an_invitation_to_something_else_gives_none(gus):
    from accounts.services import invite

    for key in ("", "cohort:NOSUCHCOHO", "scheme:ABC"):
        accept_invitation(invitation=invite(email=f"{len(key)}@people.example", called="Ada", by=gus, context_key=key))
    assert not Enrolment.objects.exists()


def test_somebody_who_is_in_is_not_asked_again(gus):
    group = cohort()
    place(person("Ada"), group)
    with pytest.raises(Refused, match="already in the cohort"):
        invite_to_cohort(cohort=group, email="ADA@people.example ", called="Ada", by=gus)


def test_only_the_managers_of_a_cohort_ask_people_in():
    group, other = cohort(), cohort("Autumn")
    outsider = manager_of("Gil", "cohort", other.public_id)
    for somebody in (outsider, person("Bo", "assessor"), person("Ed", "editor")):
        with pytest.raises(PermissionDenied):
            invite_to_cohort(cohort=group, email="x@people.example", called="X", by=somebody)
    assert not Invitation.objects.exists()


# --- who runs what ---------------------------------------------------------------------------------


def test_a_manager_sees_the_cohorts_of_their_grant():
    spring, autumn = cohort("Spring"), cohort("Autumn", programme_key="22222222-2222-4222-8222-222222222222")
    assert {line.cohort for line in cohorts_for(person("Gus", "manager"))} == {spring, autumn}
    assert {line.cohort for line in cohorts_for(manager_of("Gil", "cohort", spring.public_id))} == {spring}
    assert {line.cohort for line in cohorts_for(manager_of("Gea", "programme", str(autumn.programme_key)))} == {autumn}
    assert cohorts_for(manager_of("Guy", "programme", "no key at all")) == []
    assert cohorts_for(person("Eve")) == []


def test_a_grant_that_ended_opens_nothing():
    group = cohort()
    gil = person("Gil")
    RoleGrant.objects.create(person=gil, role="manager", from_on=LONG_AGO, until_on=clock.today() - timedelta(days=1))
    assert cohorts_for(gil) == []
    with pytest.raises(PermissionDenied):
        invite_to_cohort(cohort=group, email="x@people.example", called="X", by=gil)


def test_managers_of_a_learner_are_those_of_their_cohorts():
    ada, group = person("Ada"), cohort()
    place(ada, group)
    gus = person("Gus", "manager")
    gil = manager_of("Gil", "cohort", group.public_id)
    gea = manager_of("Gea", "programme", str(PROGRAMME))
    manager_of("Guy", "cohort", cohort("Autumn").public_id)
    assert managers_of_learner(ada) == {gus.pk, gil.pk, gea.pk}
    assert managers_of_learner(person("Eve")) == set()


@pytest.mark.parametrize("has_place", ["kept", "joined"])
def test_a_manager_of_one_record_looks_after_the_person_under_both(has_place):
    ada, other, group = person("Ada"), person("Ada again"), cohort()
    place(ada if has_place == "kept" else other, group)
    gil = manager_of("Gil", "cohort", group.public_id)
    helps = [ask_adjustment(person=who, kind="time_200") for who in (ada, other)]
    merge(kept=ada, joined=other, by=person("Pat", "privacy"), reason="double")
    for who in (ada, other):
        who.refresh_from_db()
        assert managers_of_learner(who) == {gil.pk}
    assert set(Adjustment.objects.readable_by(gil)) == set(helps)
    start_break(person=ada, tells_manager=True)
    assert OutboxMessage.objects.filter(kind="accounts.somebody_on_break").values_list("to_ref", flat=True).get() == gil.public_id


SCREENS = ["", "invite/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_another_managers_cohort_is_not_there(client, gus, screen):
    group = cohort("The canary cohort")
    place(person("Ada"), group)
    address = group.get_absolute_url() + screen
    client.force_login(gus)
    assert client.get(address).status_code == 200
    for somebody in (manager_of("Gil", "cohort", cohort("Autumn").public_id), person("Eve"), person("Bo", "assessor")):
        client.force_login(somebody)
        assert client.get(address).status_code == 404
        assert "The canary cohort" not in client.get("/manage/cohorts/").content.decode()


def test_the_list_of_cohorts_is_for_managers(client):
    cohort()
    client.force_login(person("Ada"))
    assert client.get("/manage/cohorts/").status_code == 404
    assert client.get("/manage/cohorts/new/").status_code == 404


# --- screens ---------------------------------------------------------------------------------------


def test_a_manager_invites_and_sees_who_waits(client, gus, commits):
    group = cohort()
    client.force_login(gus)
    with commits():
        response = client.post(group.get_absolute_url() + "invite/", {"called": "Zoë", "email": "zoe@people.example"}, follow=True)
    page = response.content.decode()
    assert "The invitation to Zoë is on its way." in page
    assert "Waiting until" in page
    assert OutboxMessage.objects.get().address == "zoe@people.example"


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"called": "", "email": "zoe@people.example"}, "Write what the person is called."),
        ({"called": "Zoë", "email": "not an address"}, "Write an address like name@example.org."),
        ({"called": "Ada", "email": "ada@people.example"}, "This person is already in the cohort."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, gus, sent, says):
    group = cohort()
    place(person("Ada"), group)
    client.force_login(gus)
    response = client.post(group.get_absolute_url() + "invite/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert f'value="{sent["email"]}"' in page
    assert not Invitation.objects.exists()


def test_an_ended_invitation_is_sent_anew_and_the_old_link_stops(client, gus):
    group = cohort()
    old = invite_to_cohort(cohort=group, email="zoe@people.example", called="Zoë", by=gus, at=clock.now() - timedelta(days=30))
    client.force_login(gus)
    page = client.get(group.get_absolute_url()).content.decode()
    assert "The link has ended" in page
    response = client.post(f"{group.get_absolute_url()}invitations/{old.public_id.lower()}/again/", follow=True)
    assert "The old link has stopped working." in response.content.decode()
    old.refresh_from_db()
    assert old.withdrawn_at
    assert Invitation.objects.filter(withdrawn_at=None).get().expires_at > clock.now()


def test_an_invitation_of_another_cohort_is_not_sent_anew(client, gus):
    group, autumn = cohort(), cohort("Autumn")
    theirs = invite_to_cohort(cohort=autumn, email="zoe@people.example", called="Zoë", by=gus)
    client.force_login(manager_of("Gil", "cohort", group.public_id))
    assert client.post(f"{group.get_absolute_url()}invitations/{theirs.public_id}/again/").status_code == 404
    assert client.post(f"{autumn.get_absolute_url()}invitations/{theirs.public_id}/again/").status_code == 404
    assert Invitation.objects.count() == 1


def test_people_stand_at_their_stage(gus):
    group, taught = cohort(), edition()
    place(person("Newcomer"), group)
    learning(person("Ada"), taught, group)
    end_enrolment(enrolment=place(person("Leaver"), group), by=gus)
    invite_to_cohort(cohort=group, email="zoe@people.example", called="Zoë", by=gus)
    invite_to_cohort(cohort=group, email="old@people.example", called="Old", by=gus, at=clock.now() - timedelta(days=30))
    stages = {line.called: line.stage for line in people_of(group).lines}
    assert stages == {"Ada": "learning", "Leaver": "left", "Newcomer": "not_started", "Old": "ended", "Zoë": "waiting"}


@pytest.mark.parametrize("n", [1, 30])
def test_a_cohort_page_takes_as_many_statements_for_thirty_people_as_for_one(client, gus, django_assert_num_queries, n):
    group, taught = cohort(), edition()
    for i in range(n):
        learning(person(f"Person {i}"), taught, group)
        invite_to_cohort(cohort=group, email=f"new{i}@people.example", called=f"New {i}", by=gus)
    client.force_login(gus)
    client.get(group.get_absolute_url())
    with django_assert_num_queries(9):
        page = client.get(group.get_absolute_url()).content.decode()
    assert page.count('<tr role="row">') == n + 1
    with django_assert_num_queries(4):
        client.get("/manage/cohorts/")


def test_a_large_cohort_stands_on_pages_by_name_and_is_counted_whole(client, gus):
    group = cohort()
    for i in range(60):
        place(person(f"Person {i:02}"), group)
        invite_to_cohort(cohort=group, email=f"new{i}@people.example", called=f"New {i:02}", by=gus)
    client.force_login(gus)
    first = client.get(group.get_absolute_url()).content.decode()
    assert first.count('<tr role="row">') == 51
    assert first.count("Send a new link") == 50
    assert first.count("<b>60</b>") == 2
    assert ("Person 49" in first, "Person 50" in first) == (True, False)
    second = client.get(group.get_absolute_url() + "?page=2&invited=2").content.decode()
    assert ("Person 49" in second, "Person 50" in second) == (False, True)
    assert ("New 49" in second, "New 50" in second) == (False, True)
    assert [line.called for line in people_of(group, page=2).joined] == [f"Person {i}" for i in range(50, 60)]


# --- opening and leaving ---------------------------------------------------------------------------


def test_a_cohort_is_opened_on_a_programme(client, gus):
    module = workshop(person("Ed", "editor"))
    key = module.get_parent().specific.programme_key
    client.force_login(gus)
    days = {
        "starts_on_day": "4",
        "starts_on_month": "5",
        "starts_on_year": "2027",
        "ends_on_day": "",
        "ends_on_month": "",
        "ends_on_year": "",
    }
    response = client.post("/manage/cohorts/new/", {"title": "Autumn", "programme": str(key), **days})
    made = Cohort.objects.get()
    assert response.url == made.get_absolute_url()
    assert (made.title, made.programme_key, str(made.starts_on), made.ends_on) == ("Autumn", key, "2027-05-04", None)


def test_a_cohort_that_ends_before_it_starts_is_refused(gus):
    with pytest.raises(Refused, match="after the first"):
        open_cohort(title="X", programme_key=PROGRAMME, starts_on=clock.today(), ends_on=clock.today() - timedelta(days=1), by=gus)
    with pytest.raises(PermissionDenied):
        open_cohort(title="X", programme_key=PROGRAMME, starts_on=clock.today(), by=person("Eve"))


def test_leaving_is_a_move_with_an_event_and_happens_once(gus):
    held = place(person("Ada"))
    end_enrolment(enrolment=held, by=gus, reason="moved away")
    assert MoveEvent.objects.get().reason == "moved away"
    with pytest.raises(NotAllowed):
        end_enrolment(enrolment=held, by=gus)
    with pytest.raises(PermissionDenied):
        end_enrolment(enrolment=place(person("Eve")), by=person("Bo", "assessor"))
