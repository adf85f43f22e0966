"""Who supervises, manages, or has said that they should not decide: made and ended by those who may, seen by those it is about."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.joining.role_screens import identity_confirmed
from accounts.models import IdentityCheck, Relation, RelationEvent, User
from accounts.queries import has_conflict, is_supervisor_of
from accounts.services import declare_conflict, end_relation, make_tie, record_identity_check, relate
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import OutboxMessage, ReadEvent
from lms.core.narrative import attach_words
from schemes.conflicts import ties_to
from tests.factories.accounts import OrganisationFactory, RelationFactory, UserFactory, with_role
from tests.factories.courses import cohort, may_write, place
from tests.factories.schemes import board_member, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def ash():
    return with_role("admin", "Ash")


@pytest.fixture
def cy():
    return with_role("supervisor", "Cy", email="cy@example.org")


@pytest.fixture
def ada():
    return UserFactory(called="Ada", email="ada@example.org")


@pytest.fixture
def gus(ada):
    """Gus runs the cohort in which Ada learns, and no other."""
    group = cohort()
    place(ada, group)
    return with_role("manager", "Gus", scope_kind="cohort", scope_key=group.public_id)


def today(name="from_on"):
    day = clock.today()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


# --- work ties ---------------------------------------------------------------------------------------


def test_a_manager_ties_people_whom_they_look_after_and_both_are_told(gus, cy, ada):
    made = make_tie(kind="supervises", by=cy, of=ada, said_by=gus)
    assert is_supervisor_of(cy, ada)
    assert {message.to_ref for message in OutboxMessage.objects.all()} == {cy.public_id, ada.public_id}
    end_relation(relation=made, by=gus, reason="Cy has too many")
    assert not is_supervisor_of(cy, ada)
    acts = attach_words(RelationEvent.objects.order_by("pk"))
    assert [(event.act, event.by, event.words) for event in acts] == [("made", gus, ""), ("ended", gus, "Cy has too many")]


def test_a_manager_ties_nobody_else_and_not_themselves(gus, cy):
    with pytest.raises(PermissionDenied):
        make_tie(kind="supervises", by=cy, of=UserFactory(), said_by=gus)
    ada = Relation._meta.get_field("of").related_model.objects.get(email="ada@example.org")
    with pytest.raises(Refused, match="about you"):
        make_tie(kind="manages", by=gus, of=ada, said_by=gus)
    with pytest.raises(Refused, match="role of a supervisor"):
        make_tie(kind="supervises", by=UserFactory(called="Eve"), of=ada, said_by=gus)


def test_a_tie_that_ended_can_be_made_again_and_was_there_today(ash, cy, ada):
    made = make_tie(kind="supervises", by=cy, of=ada, said_by=ash)
    end_relation(relation=made, by=ash, reason="x")
    assert not is_supervisor_of(cy, ada)
    again = make_tie(kind="supervises", by=cy, of=ada, said_by=ash)
    assert again.pk != made.pk
    assert is_supervisor_of(cy, ada)


def test_a_tie_ends_on_a_day_to_come(ash, cy, ada):
    made = make_tie(kind="supervises", by=cy, of=ada, said_by=ash)
    end_relation(relation=made, by=ash, reason="x", on=clock.today() + timedelta(days=3))
    assert is_supervisor_of(cy, ada, clock.today() + timedelta(days=2))
    assert not is_supervisor_of(cy, ada, clock.today() + timedelta(days=3))


def test_on_screen_a_manager_sees_and_ends_only_ties_about_their_people(client, gus, cy, ada):
    mine = RelationFactory(kind="supervises", by=cy, of=ada)
    theirs = RelationFactory(kind="supervises", by=cy, of=UserFactory(called="Canary"))
    client.force_login(gus)
    page = client.get(reverse("accounts:ties")).content.decode()
    assert "Cy supervises Ada" in page
    assert "Canary" not in page
    assert client.get(reverse("accounts:tie_end", args=[theirs.public_id])).status_code == 404
    assert client.post(reverse("accounts:tie_end", args=[theirs.public_id]), {"reason": "x"}).status_code == 404
    client.post(reverse("accounts:tie_end", args=[mine.public_id]), {"reason": "x"})
    assert list(Relation.objects.in_force()) == [theirs]


def test_on_screen_extra_fields_change_nothing(client, gus, cy, ada):
    client.force_login(gus)
    outside = UserFactory(email="out@example.org")
    fields = {
        "by": "cy@example.org",
        "kind": "supervises",
        "of": "out@example.org",
        **today(),
        "said_by": "1",
        "scope": "",
        "role": "admin",
    }
    assert client.post(reverse("accounts:tie_new"), fields).status_code == 422
    assert not Relation.objects.filter(of=outside).exists()
    client.post(reverse("accounts:tie_new"), {**fields, "of": "ada@example.org"})
    assert is_supervisor_of(cy, ada)
    assert gus.roles.count() == 1


# --- conflicts ---------------------------------------------------------------------------------------


def test_anybody_with_a_role_says_with_whom_they_have_a_conflict_and_ends_it(client, ada):
    di = board_member("Di")
    client.force_login(di)
    address = reverse("accounts:my_ties")
    assert client.post(address, {"about": "nobody@example.org"}).status_code == 422
    client.post(address, {"about": ada.public_id.lower()})
    assert has_conflict(di, ada)
    assert "conflict" in ties_to(di, ada)
    assert "does not judge or decide about Ada" in client.get(address).content.decode()
    case = sent(ada)
    assert "too near to this case" in client.get(reverse("schemes:decision", args=[case.public_id])).content.decode()
    held = Relation.objects.get(kind="conflict")
    client.post(reverse("accounts:my_tie_end", args=[held.public_id]), {"reason": "no longer neighbours"})
    assert not has_conflict(di, ada)


def test_the_other_is_neither_told_nor_shown(client, ada):
    declare_conflict(person=with_role("assessor", "Canary"), about=ada)
    assert not OutboxMessage.objects.exists()
    client.force_login(ada)
    assert "Canary" not in client.get(reverse("accounts:my_ties")).content.decode()


def test_only_who_declared_a_conflict_or_an_administrator_ends_it(ash, gus, ada):
    bo = with_role("assessor", "Bo")
    held = declare_conflict(person=bo, about=ada)
    for somebody in (gus, ada, with_role("assessor", "Quin")):
        with pytest.raises(PermissionDenied):
            end_relation(relation=held, by=somebody, reason="x")
    end_relation(relation=held, by=ash, reason="declared by mistake")
    assert not has_conflict(bo, ada)


def test_a_manager_sees_no_declared_conflict(client, gus, ada):
    declare_conflict(person=with_role("assessor", "Canary"), about=ada)
    client.force_login(gus)
    assert "Canary" not in client.get(reverse("accounts:ties"), {"state": "all"}).content.decode()


def test_trainees_and_inspectors_declare_nothing(client, ada):
    with pytest.raises(PermissionDenied):
        declare_conflict(person=ada, about=UserFactory())
    client.force_login(ada)
    assert client.post(reverse("accounts:my_ties"), {"about": "x"}).status_code == 404


def test_guessing_who_has_an_account_slows_down(client, ada):
    client.force_login(with_role("assessor", "Bo"))
    for n in range(10):
        client.post(reverse("accounts:my_ties"), {"about": f"x{n}@example.org"})
    assert "a lot of tries" in client.post(reverse("accounts:my_ties"), {"about": ada.email}).content.decode()
    assert not Relation.objects.exists()


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_takes_as_many_statements_for_thirty_as_for_one(client, ash, django_assert_max_num_queries, n):
    for _ in range(n):
        relate(kind="supervises", by=UserFactory(), of=UserFactory())
    client.force_login(ash)
    client.get(reverse("accounts:ties"))
    with django_assert_max_num_queries(8):
        client.get(reverse("accounts:ties"))


# --- identity ----------------------------------------------------------------------------------------


def checked(person, by, **more):
    return record_identity_check(
        person=person, by=by, **{"method": "in_person", "outcome": "confirmed", "checked_on": clock.today(), **more}
    )


def test_the_newest_check_counts_from_its_day_on(gus, ada):
    assert not identity_confirmed(ada)
    checked(ada, gus, checked_on=clock.today() - timedelta(days=5))
    assert identity_confirmed(ada)
    assert not identity_confirmed(ada, clock.today() - timedelta(days=6))
    checked(ada, gus, outcome="not_yet")
    assert not identity_confirmed(ada)
    assert identity_confirmed(ada, clock.today() - timedelta(days=1))


def test_nobody_checks_themselves_in_advance_or_without_what_belongs_to_it(ash, gus, ada):
    for wrong in (
        {"checked_on": clock.today() + timedelta(days=1)},
        {"method": "known"},
        {"method": "vouched"},
    ):
        with pytest.raises(Refused):
            checked(ada, gus, **wrong)
    with pytest.raises(Refused):
        checked(ash, ash)
    with pytest.raises(PermissionDenied):
        checked(UserFactory(), gus)
    assert checked(ada, gus, method="known", known_years=4).known_years == 4
    assert checked(ada, gus, method="vouched", organisation=OrganisationFactory()).organisation


def test_there_is_nowhere_to_put_a_copy_or_a_number(client, gus, ada):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import models

    from lms.core.models import PrivateFile

    wordy = [f.name for f in IdentityCheck._meta.local_fields if isinstance(f, models.TextField | models.FileField | models.BinaryField)]
    assert wordy == []
    client.force_login(gus)
    address = reverse("accounts:identity_new", args=[ada.public_id])
    page = client.get(address).content.decode()
    assert "We keep no copy of a document and no number of one" in page
    form = page.split("<main")[1].split("<form")[1].split("</form>")[0]
    assert "<textarea" not in form
    assert 'type="file"' not in form
    fields = {"method": "in_person", "outcome": "confirmed", **today("checked_on"), "number": "canary 123", "note": "canary"}
    client.post(address, {**fields, "file": SimpleUploadedFile("passport.jpg", b"canary")})
    assert IdentityCheck.objects.get().checked_by == gus
    assert PrivateFile.objects.count() == 0
    assert "canary" not in str(IdentityCheck.objects.values().get())


def test_the_person_sees_the_check_on_their_own_page(client, gus, ada):
    checked(ada, gus)
    client.force_login(ada)
    page = client.get(reverse("accounts:my_ties")).content.decode()
    assert "Seen in person" in page
    assert "by Gus" in page
    assert "no copy of any document" in page


# --- the person's page -------------------------------------------------------------------------------


def test_a_manager_sees_where_somebody_is_and_nothing_that_they_write(client, gus, ada):
    from courses.services.write_journal import write_journal

    may_write(ada)
    write_journal(person=ada, text="The canary words", version=0)
    client.force_login(gus)
    page = client.get(reverse("desk:person", args=[ada.public_id])).content.decode()
    assert "Ada" in page
    assert "ada@example.org" in page
    assert "Spring 2027" in page
    assert "canary" not in page
    event = ReadEvent.objects.get(subjects__person_ref=ada.public_id)
    assert (event.record_type, event.acting_role, event.actor_ref) == ("accounts.user", "manager", gus.public_id)


def test_a_manager_of_another_cohort_finds_nobody(client, gus, ada):
    client.force_login(with_role("manager", "Other", scope_kind="cohort", scope_key=cohort("Other").public_id))
    assert client.get(reverse("desk:person", args=[ada.public_id])).status_code == 404
    assert client.get(reverse("accounts:identity_new", args=[ada.public_id])).status_code == 404


def test_an_administrator_sees_roles_and_checks_and_nothing_about_learning(client, ash, gus, ada):
    client.force_login(ash)
    page = client.get(reverse("desk:person", args=[ada.public_id])).content.decode()
    assert "Check of identity" in page
    for words in ("ada@example.org", "Spring 2027", "Where they are"):
        assert words not in page


@pytest.mark.parametrize("n", [1, 30])
def test_the_page_takes_as_many_statements_with_thirty_ties_as_with_one(client, gus, ada, django_assert_max_num_queries, n):
    for _ in range(n):
        relate(kind="manages", by=UserFactory(), of=ada)
    client.force_login(gus)
    address = reverse("desk:person", args=[ada.public_id])
    client.get(address)
    with django_assert_max_num_queries(24):
        client.get(address)
    assert User.objects.count() == n + 2
