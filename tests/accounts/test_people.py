"""Names, roles, relations and erasure."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from accounts.models import PersonKey, PreviousName, User
from accounts.queries import has_conflict, has_role, is_supervisor_of, roles_of, scopes_of, ties_between
from accounts.services import (
    KeyDestroyed,
    change_called,
    choose_certificate_name,
    clean_name,
    end_role,
    erase,
    give_role,
    person_key,
    relate,
)
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import Narrative
from lms.core.narrative import write_words
from lms.core.sealed import open_sealed, seal, unwrap
from tests.factories.accounts import RelationFactory, RoleGrantFactory, UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_role_holds_on_its_days_and_in_its_scope():
    bo = UserFactory()
    RoleGrantFactory(person=bo, role="manager", scope_kind="cohort", scope_key="A", from_on=date(2026, 1, 1), until_on=date(2026, 1, 31))
    assert [has_role(bo, "manager", on=date(2026, 1, day)) for day in (1, 31)] == [True, True]
    assert not has_role(bo, "manager", on=date(2026, 2, 1))
    assert has_role(bo, "manager", on=date(2026, 1, 5), scope=("cohort", "A"))
    assert not has_role(bo, "manager", on=date(2026, 1, 5), scope=("cohort", "B"))
    assert roles_of(bo) == frozenset()


def test_todays_roles_are_read_once_for_a_person(django_assert_num_queries):
    gus = with_role("assessor", "Gus")
    RoleGrantFactory(person=gus, role="manager", scope_kind="cohort", scope_key="A")
    with django_assert_num_queries(1):
        assert roles_of(gus) == {"assessor", "manager"}
        assert has_role(gus, "manager", scope=("cohort", "A"))
        assert scopes_of(gus, "manager", "cohort") == (False, frozenset({"A"}))


def test_a_role_is_given_once_and_ended_without_being_deleted():
    ash, bo = with_role("admin", "Ash"), UserFactory()
    grant = give_role(person=bo, role="assessor", by=ash, from_on=clock.today() - timedelta(days=9))
    assert give_role(person=bo, role="assessor", by=ash).pk == grant.pk
    end_role(grant=grant, by=ash, reason="moved on")
    assert not has_role(User.objects.get(pk=bo.pk), "assessor")
    assert grant.history.count() == 2


def test_relations_are_dated_and_need_two_people():
    cy, ada = UserFactory(), UserFactory()
    relate(kind="supervises", by=cy, of=ada)
    RelationFactory(kind="conflict", by=ada, of=cy)
    assert is_supervisor_of(cy, ada)
    assert not is_supervisor_of(ada, cy)
    assert has_conflict(cy, ada)
    assert ties_between(cy, ada) == ["conflict", "supervises"]
    with pytest.raises(Refused):
        relate(kind="manages", by=cy, of=cy)
    with pytest.raises(IntegrityError), transaction.atomic():
        RelationFactory(kind="supervises", by=cy, of=ada)


def test_a_name_keeps_its_script_and_loses_what_could_start_a_header():
    assert clean_name("  Zoë\r\nBcc: x@example.org\u202e ") == "Zoë Bcc: x@example.org"
    assert clean_name("नमिता\u200d") == "नमिता\u200d"


def test_the_name_for_a_checker_is_a_part_of_the_certificate_name():
    ada = UserFactory(called="Ada")
    with pytest.raises(Refused, match="the part of that name"):
        choose_certificate_name(person=ada, name="María Ñáñez", check_name="Smith")
    choose_certificate_name(person=ada, name="María Ñáñez", check_name="ñáñez")
    choose_certificate_name(person=ada, name="Sukarno", check_name="Sukarno")
    sealed = PreviousName.objects.get(person=ada)
    assert open_sealed(person_key(ada), sealed.sealed, "previous certificate_name") == "María Ñáñez"


def test_an_old_name_is_in_no_history_and_in_no_plain_column():
    ada = UserFactory(called="Canary Oldname")
    change_called(person=ada, called="Ada")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_historicaluser")
        assert "Oldname" not in str(cursor.fetchall())
        cursor.execute("SELECT * FROM accounts_previousname")
        assert "Oldname" not in str([[bytes(c) if isinstance(c, memoryview) else c for c in row] for row in cursor.fetchall()])


def test_erasing_keeps_the_row_and_removes_the_person(client):
    ash, ada = (
        with_role("admin", "Ash"),
        UserFactory(called="Ada Canary", email="canary@example.org", certificate_name="Canary Name", check_name="Name"),
    )
    box = seal(person_key(ada), "private canary", "x")
    write_words(kind="test", text="canary words", subject_ref=ada.public_id)
    client.force_login(ada)
    lines = erase(person=ada, by=ash, reason="asked")
    ada.refresh_from_db()
    assert (ada.email, ada.is_active, ada.certificate_name, Narrative.objects.count(), PersonKey.objects.count()) == (None, False, "", 0, 0)
    assert "Canary" not in ada.called
    assert {line.fate for line in lines} >= {"gone"}
    assert client.get("/start/").url.startswith("/sign-in/")
    with pytest.raises(KeyDestroyed):
        person_key(ada)
    erase(person=ada, by=ash, reason="after a restore")
    assert box


def test_a_person_is_never_deleted_while_records_hold_them():
    from django.db.models import ProtectedError

    bo = with_role("assessor", "Bo")
    with pytest.raises(ProtectedError):
        bo.delete()


def test_two_people_without_an_address_can_stand_side_by_side():
    assert UserFactory(email=None).pk != UserFactory(email=None).pk
    assert User.objects.normalise("  ") is None


def test_a_copy_of_what_we_hold_can_be_read_by_the_person():
    import json

    from accounts.registry import export

    cy, ada = UserFactory(called="Cy Canary"), UserFactory(called="Ada", email="ada@example.org")
    change_called(person=ada, called="Adá")
    relate(kind="supervises", by=cy, of=ada)
    copy = json.loads(json.dumps(export(ada), cls=DjangoJSONEncoder))
    assert (copy["person"][0]["called"], copy["previous_names"][0]["name"]) == ("Adá", "Ada")
    assert [(tie["kind"], tie["you"]) for tie in copy["relations"]] == [("supervises", "of")]
    assert "Cy Canary" not in json.dumps(copy)


def test_an_erased_person_who_got_a_key_again_is_a_broken_record():
    from accounts.registry import check

    ash, ada = with_role("admin", "Ash"), UserFactory()
    erase(person=ada, by=ash, reason="asked")
    assert list(check()) == []
    PersonKey.objects.create(person=ada, wrapped=b"x")
    assert [problem.says for problem in check()] == ["was erased and still has a key"]


def test_erasing_leaves_no_second_factor_and_no_open_invitation():
    from allauth.mfa.models import Authenticator

    from accounts.models import Invitation
    from accounts.services import invite

    gus, ash, ada = with_role("manager", "Gus"), with_role("admin", "Ash"), UserFactory(email="canary@example.org")
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "canary"})
    invite(email="canary@example.org", called="Canary", by=gus)
    erase(person=ada, by=ash, reason="asked")
    assert not Authenticator.objects.exists()
    assert not Invitation.objects.filter(email__contains="canary").exists()


def test_an_erased_person_is_signed_out_in_the_cache_of_sessions_too(client):
    ash, ada = with_role("admin", "Ash"), UserFactory()
    client.force_login(ada)
    key = client.session.session_key
    assert SessionStore(key).load()
    erase(person=ada, by=ash, reason="asked")
    assert SessionStore(key).load() == {}


def test_of_two_keys_made_at_once_the_one_that_is_kept_is_used_by_both(monkeypatch):
    """The slower request tried a key of its own for the same person: nothing may ever be sealed with that one."""
    ada = UserFactory(called="Ada")
    kept = person_key(User.objects.get(pk=ada.pk))
    find, late = QuerySet.get, iter([True])

    def get(rows, *args, **wanted):
        if rows.model is PersonKey and next(late, False):
            raise PersonKey.DoesNotExist
        return find(rows, *args, **wanted)

    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "first", lambda rows: None)
        patched.setattr(QuerySet, "get", get)
        assert person_key(ada) == kept
    assert unwrap(bytes(ada.key.wrapped)) == kept
