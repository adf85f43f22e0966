"""Roles: given with a reason, in a place, for a time; ended at once; handed over in one act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import RoleEvent, RoleGrant, User
from accounts.queries import has_role, roles_of
from accounts.services import close_organisation, end_role, give_role, hand_over, save_organisation
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative, OutboxMessage
from lms.core.narrative import attach_words
from tests.factories.accounts import OrganisationFactory, RoleGrantFactory, UserFactory, with_role
from tests.factories.courses import cohort, workshop
from tests.factories.courses import person as courses_person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ash():
    return with_role("admin", "Ash")


@pytest.fixture
def bo():
    return UserFactory(called="Bo", email="bo@example.org")


def days(n):
    return clock.today() + timedelta(days=n)


def fresh(person):
    return User.objects.get(pk=person.pk)


def parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


# --- rules ------------------------------------------------------------------------------------------


def test_only_an_administrator_gives_roles_and_nobody_to_themselves(ash, bo):
    with pytest.raises(PermissionDenied):
        give_role(person=bo, role="assessor", by=with_role("manager", "Gus"))
    with pytest.raises(Refused, match="themselves"):
        give_role(person=ash, role="board", by=ash)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=ash, role="board", given_by=ash)


def test_the_last_administrator_stays(ash, bo):
    with pytest.raises(Refused, match="last administrator"):
        end_role(grant=ash.roles.get(), by=ash, reason="x")
    give_role(person=bo, role="admin", by=ash, reason="a second one")
    end_role(grant=ash.roles.get(), by=fresh(bo), reason="moved on")
    assert roles_of(fresh(ash)) == frozenset()


def test_a_closed_account_is_no_second_administrator(ash, bo):
    bo.is_active = False
    bo.save()
    RoleGrantFactory(person=bo, role="admin")
    with pytest.raises(Refused, match="last administrator"):
        end_role(grant=ash.roles.get(), by=ash, reason="x")


@pytest.mark.parametrize("until", [None, 91, 400])
def test_an_inspector_needs_an_end_within_ninety_days(ash, bo, until):
    with pytest.raises(Refused, match="90 days"):
        give_role(person=bo, role="inspector", by=ash, until_on=days(until) if until else None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=bo, role="inspector", until_on=days(until) if until else None)


def test_an_inspector_may_read_for_ninety_days(ash, bo):
    assert give_role(person=bo, role="inspector", by=ash, until_on=days(90)).until_on == days(90)


def test_a_member_of_an_organisation_belongs_to_one(ash, bo):
    with pytest.raises(Refused, match="organisation"):
        give_role(person=bo, role="organisation", by=ash)
    flo = OrganisationFactory()
    grant = give_role(person=bo, role="organisation", by=ash, scope=("organisation", flo.public_id))
    close_organisation(organisation=flo, by=ash, reason="moved away")
    grant.refresh_from_db()
    assert grant.ended_at
    assert roles_of(fresh(bo)) == frozenset()


def test_organisations_have_one_name_each(ash):
    save_organisation(organisation=None, name="House", country="GB", by=ash)
    with pytest.raises(Refused, match="this name already"):
        save_organisation(organisation=None, name=" House\n", country="", by=ash)


# --- ends -------------------------------------------------------------------------------------------


def test_a_role_given_and_ended_today_is_over_now_and_was_there_today(ash, bo):
    grant = give_role(person=bo, role="assessor", by=ash)
    end_role(grant=grant, by=ash, reason="wrong person")
    assert not has_role(fresh(bo), "assessor")
    assert not has_role(fresh(bo), "assessor", on=clock.today())
    grant.refresh_from_db()
    assert (grant.until_on, grant.history.count()) == (clock.today(), 2)


def test_what_was_done_this_morning_in_a_role_that_ended_at_noon_was_entitled(ash, bo):
    grant = RoleGrantFactory(person=bo, role="board", from_on=days(-30))
    end_role(grant=grant, by=ash, reason="x")
    rows = RoleGrant.objects.filter(pk=grant.pk, from_on__lte=clock.today(), until_on__gte=clock.today())
    assert rows.exists()  # the audits of decisions ask for the days
    assert has_role(fresh(bo), "board", on=days(-1))


def test_a_role_ends_on_a_day_to_come(ash, bo):
    grant = give_role(person=bo, role="assessor", by=ash)
    end_role(grant=grant, by=ash, reason="leaving", on=days(10))
    assert has_role(fresh(bo), "assessor", on=days(9))
    assert not has_role(fresh(bo), "assessor", on=days(10))
    assert has_role(fresh(bo), "assessor")


def test_it_can_be_given_again_on_the_day_on_which_it_ended(ash, bo):
    first = give_role(person=bo, role="assessor", by=ash)
    end_role(grant=first, by=ash, reason="x")
    with pytest.raises(Refused, match="ended already"):
        end_role(grant=first, by=ash, reason="x")
    assert give_role(person=bo, role="assessor", by=ash).pk != first.pk
    assert has_role(fresh(bo), "assessor")


def test_handing_over_is_one_act_with_one_reason(ash, bo):
    di = UserFactory(called="Di")
    grant = give_role(person=bo, role="manager", by=ash, scope=("cohort", "X"), reason="began")
    taken = hand_over(grant=grant, to=di, by=ash, reason="Bo moved to another town")
    assert (has_role(fresh(bo), "manager"), has_role(fresh(di), "manager", scope=("cohort", "X"))) == (False, True)
    acts = attach_words(RoleEvent.objects.order_by("pk"))
    assert [(event.grant_id, event.act, event.words) for event in acts][1:] == [
        (taken.pk, "taken_over", "Bo moved to another town"),
        (grant.pk, "handed_on", "Bo moved to another town"),
    ]


def test_handing_over_from_a_day_leaves_no_day_without_and_none_with_two(ash, bo):
    di = UserFactory(called="Di")
    grant = give_role(person=bo, role="board", by=ash)
    hand_over(grant=grant, to=di, by=ash, reason="x", on=days(5))
    for day, holder in ((4, bo), (5, di)):
        held = {one.called for one in (bo, di) if has_role(fresh(one), "board", on=days(day))}
        assert held == {holder.called}


def test_the_last_administrator_can_hand_over_through_another_only(ash, bo):
    with pytest.raises(Refused):
        hand_over(grant=ash.roles.get(), to=ash, by=ash, reason="x")
    hand_over(grant=ash.roles.get(), to=bo, by=ash, reason="x")
    assert (roles_of(fresh(ash)), roles_of(fresh(bo))) == (frozenset(), {"admin"})


def test_reasons_stand_in_no_history_and_go_with_the_person(ash, bo):
    from django.db import connection

    grant = give_role(person=bo, role="assessor", by=ash, reason="canary reason")
    end_role(grant=grant, by=ash, reason="canary again")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_historicalrolegrant")
        assert "canary" not in str(cursor.fetchall())
    assert Narrative.objects.filter(subject_ref=bo.public_id, text__contains="canary").count() == 2


def test_people_are_told_of_roles_without_the_reason(ash, bo):
    give_role(person=bo, role="assessor", by=ash, reason="canary reason")
    message = OutboxMessage.objects.get(to_ref=bo.public_id)
    assert "Assessor" in message.body
    assert "canary" not in message.body


# --- a role that ended a minute ago ------------------------------------------------------------------


def test_a_role_that_ended_a_minute_ago_opens_nothing_in_a_session_that_is_open(client, ash):
    gus = with_role("manager", "Gus")
    group = cohort()
    client.force_login(gus)
    assert client.get(group.get_absolute_url()).status_code == 200
    form = client.get(reverse("courses:cohort_invite", args=[group.public_id]))
    assert form.status_code == 200
    end_role(grant=gus.roles.get(), by=ash, reason="x")
    late = client.post(reverse("courses:cohort_invite", args=[group.public_id]), {"called": "Ada", "email": "ada@example.org"})
    assert (late.status_code, client.get(group.get_absolute_url()).status_code, client.get("/manage/").status_code) == (404, 404, 404)
    assert not OutboxMessage.objects.filter(address="ada@example.org").exists()


def test_an_editor_who_ended_a_minute_ago_is_out_of_the_cms(client, ash):
    ed = with_role("editor", "Ed")
    client.force_login(ed)
    assert client.get("/cms/").status_code == 200
    end_role(grant=ed.roles.get(), by=ash, reason="x")
    assert client.get("/cms/").status_code == 404
    assert client.post("/cms/pages/1/edit/", {}).status_code == 404
    assert not fresh(ed).groups.exists()


def test_an_administrator_who_ended_a_minute_ago_gives_nothing_half_way_through_the_form(client, ash, bo):
    other = with_role("admin", "Other")
    client.force_login(other)
    fields = {"person": bo.email, "role": "board", "scope": "", "reason": "x", **parts("from_on", clock.today())}
    assert "Give this role?" in client.post(reverse("accounts:role_new"), fields).content.decode()
    end_role(grant=other.roles.get(), by=ash, reason="x")
    assert client.post(reverse("accounts:role_new"), {**fields, "confirmed": "1"}).status_code == 404
    assert roles_of(fresh(bo)) == frozenset()


# --- screens ----------------------------------------------------------------------------------------


def test_a_role_is_given_after_a_look_at_whom_it_is_for(client, ash, bo):
    client.force_login(ash)
    group = cohort("Spring canary")
    fields = {"person": " BO@example.org", "role": "manager", "scope": f"cohort:{group.public_id}", "reason": "Runs it from today."}
    fields |= parts("from_on", clock.today())
    check = client.post(reverse("accounts:role_new"), fields).content.decode()
    assert "Bo" in check
    assert "Spring canary" in check
    assert roles_of(fresh(bo)) == frozenset()
    client.post(reverse("accounts:role_new"), {**fields, "confirmed": "1"})
    assert has_role(fresh(bo), "manager", scope=("cohort", group.public_id))
    story = client.get(reverse("accounts:roles_of", args=[bo.public_id])).content.decode()
    assert "Runs it from today." in story
    assert "by Ash" in story


@pytest.mark.parametrize("typed", ["Bo", "bo", "nobody@example.org", ""])
def test_nobody_is_found_by_a_name(client, ash, bo, typed):
    client.force_login(ash)
    fields = {"person": typed, "role": "manager", "reason": "x", **parts("from_on", clock.today())}
    assert client.post(reverse("accounts:role_new"), {**fields, "confirmed": "1"}).status_code == 422
    assert not bo.roles.exists()


def test_an_administrator_raises_nobody_by_editing_the_form(client, ash, bo):
    client.force_login(ash)
    fields = {"person": ash.email, "role": "board", "reason": "x", "confirmed": "1", **parts("from_on", clock.today())}
    answer = client.post(reverse("accounts:role_new"), fields)
    assert answer.status_code == 422
    assert "themselves" in answer.content.decode()
    more = {**fields, "person": bo.email, "given_by": bo.pk, "is_staff": "1", "is_superuser": "1", "scope": "cohort:NOTTHERE00"}
    assert client.post(reverse("accounts:role_new"), more).status_code == 422
    assert (fresh(bo).is_staff, fresh(ash).roles.count(), bo.roles.count()) == (False, 1, 0)


def test_the_list_is_filtered_by_state_role_scope_and_person(client, ash, bo):
    RoleGrantFactory(person=bo, role="assessor", until_on=days(10))
    RoleGrantFactory(person=UserFactory(called="Gone"), role="board", from_on=days(-30), until_on=days(-1))
    client.force_login(ash)

    def shown(**asked):
        return client.get(reverse("accounts:roles"), asked).content.decode()

    assert ("Bo" in shown(), "Gone" in shown()) == (True, False)
    assert "Ash</a>" not in shown(state="soon")
    assert "Gone" in shown(state="ended")
    assert "Bo</a>" not in shown(role="board", state="all")
    assert "Bo</a>" in shown(person="bo@example.org")
    assert "No role fits" in shown(person="Bo")


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_as_many_statements_for_thirty_as_for_one(client, ash, django_assert_max_num_queries, n):
    for _ in range(n):
        RoleGrantFactory(role="manager", scope_kind="cohort", scope_key=cohort().public_id)
    client.force_login(ash)
    client.get(reverse("accounts:roles"))
    with django_assert_max_num_queries(10):
        client.get(reverse("accounts:roles"))


def test_two_roles_have_one_switch(client):
    both = with_role("manager", "Gus")
    RoleGrantFactory(person=both, role="board")
    workshop(courses_person("Ed", "editor"))
    client.force_login(both)
    page = client.get("/manage/").content.decode()
    switch = page.split('class="roles"')[1].split("</nav>")[0]
    assert switch.count("<li>") == 2
    assert 'href="/manage/" aria-current="true"' in switch
    assert 'href="/manage/decisions/"' in switch


def test_ending_and_handing_over_on_screen(client, ash, bo):
    grant = give_role(person=bo, role="assessor", by=ash)
    client.force_login(ash)
    assert client.post(reverse("accounts:role_end", args=[grant.public_id]), {"reason": ""}).status_code == 422
    assert has_role(fresh(bo), "assessor")
    di = UserFactory(called="Di", email="di@example.org")
    client.post(reverse("accounts:role_hand_over", args=[grant.public_id]), {"to": "di@example.org", "reason": "swap"})
    assert (has_role(fresh(bo), "assessor"), has_role(fresh(di), "assessor")) == (False, True)
    client.post(reverse("accounts:role_end", args=[di.roles.get().public_id]), {"reason": "done"})
    assert not has_role(fresh(di), "assessor")


def test_organisations_on_screen(client, ash):
    client.force_login(ash)
    client.post(reverse("accounts:organisation_new"), {"name": "Canary House", "country": "gb"})
    page = client.get(reverse("accounts:organisations")).content.decode()
    assert "Canary House" in page
    assert "GB" in page
    from accounts.models import Organisation

    held = Organisation.objects.get()
    client.post(reverse("accounts:organisation_close", args=[held.public_id]), {"reason": "gone"})
    held.refresh_from_db()
    assert not held.is_active


@pytest.mark.parametrize("role", ["board", "privacy", "quality", "admin", "editor", "assessor", "supervisor"])
def test_a_role_that_holds_everywhere_is_not_given_for_one_place(role):
    """Nobody asks these roles where they hold: a board member "of one cohort" would decide about everybody."""
    ash, ada = with_role("admin", "Ash"), UserFactory(called="Ada")
    with pytest.raises(Refused):
        give_role(person=ada, role=role, by=ash, scope=("cohort", "7K4Q92XD3M"), reason="for one cohort")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrantFactory(person=ada, role=role, scope_kind="cohort", scope_key="7K4Q92XD3M")
    assert roles_of(User.objects.get(pk=ada.pk)) == frozenset()
