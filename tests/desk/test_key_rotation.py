"""A new operator key: everything opens under it, nothing under the old one, wherever the first try was killed."""

import os
from datetime import timedelta
from itertools import islice

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from accounts.models import PersonKey
from accounts.services.keys import person_key
from certificates.models import Copy, CopySnapshot
from certificates.models.copies import SEALED_AS
from certificates.services.check import answer_check
from certificates.services.erase import erase_copies
from lms.core import clock, key_rotation, sealed
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.models import OutboxMessage, PurgePermit
from lms.core.outbox import SEALED, compose, write_message
from tests.factories.accounts import UserFactory
from tests.factories.certificates import issued
from tests.factories.schemes import certified

pytestmark = pytest.mark.django_db
ROWS = 2 + 1 + 1 + 2  # people's keys, second locks, copies, messages


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path / "keys"
    return settings.KEY_FOLDER


@pytest.fixture
def planted():
    """Something of every kind that the operator's key seals, and the key."""
    people = [UserFactory(called="Ada"), UserFactory(called="Bo")]
    keys = {person.pk: person_key(person) for person in people}
    locked = get_adapter().encrypt("the canary secret")
    Authenticator.objects.create(user=people[0], type="totp", data={"secret": locked, "used_mask": 0})
    held = certified(people[0])
    copies = [issued(held)]
    for key in ("a", "b"):
        write_message(dedup_key=key, subject="A code", body=f"The canary code {key}", secret=True, address="ada@people.example")
    return keys, copies, sealed.operator_key()


def boxes() -> list[tuple[bytes, str]]:
    """Everything that lies sealed for the operator, with its context."""
    found = [(bytes(row.wrapped), sealed.WRAPPED) for row in PersonKey.objects.all()]
    found += [(bytes.fromhex(row.data["secret"].removeprefix("sealed:")), "second factor") for row in Authenticator.objects.all()]
    found += [(bytes(row.sealed), SEALED_AS.format(row.copy.public_id)) for row in CopySnapshot.objects.select_related("copy")]
    return found + [(bytes(row.sealed), SEALED) for row in OutboxMessage.objects.filter(sealed__isnull=False)]


def opens(key: bytes) -> int:
    count = 0
    for box, context in boxes():
        try:
            sealed.open_sealed(key, box, context)
            count += 1
        except sealed.CannotOpen:
            continue
    return count


def all_is_read(keys, copies) -> bool:
    """As people meet it: their own key, the second lock, a check of the certificate, the mail."""
    for person, key in keys.items():
        assert sealed.unwrap(bytes(PersonKey.objects.get(person=person).wrapped)) == key
    assert get_adapter().decrypt(Authenticator.objects.get().data["secret"]) == "the canary secret"
    assert {Copy.objects.get(pk=copy.pk).snapshot.open().name for copy in copies} == {"Ada Núñez Ørsted"}
    assert not answer_check(asked="0" * 11, name="Nobody", channel="number").is_confirmed
    mails = OutboxMessage.objects.filter(sealed__isnull=False).order_by("dedup_key")
    return [compose(mail).body for mail in mails] == ["The canary code a", "The canary code b"]


def test_everything_opens_under_the_new_key_and_nothing_under_the_old(planted, own_keys, capsys):
    keys, copies, old = planted
    assert opens(old) == ROWS
    call_command("rotate_keys", "--stopped")
    assert "The old key is gone" in capsys.readouterr().out
    assert sealed.operator_key() != old
    assert (opens(sealed.operator_key()), opens(old)) == (ROWS, 0)
    assert all_is_read(keys, copies)
    assert not (own_keys / "operator.key.previous").exists()
    assert (own_keys / "operator.key").stat().st_mode & 0o077 == 0
    assert not PurgePermit.objects.filter(is_open=True).exists()


@pytest.mark.parametrize("rows", range(ROWS + 1))
def test_killed_after_any_row_everything_opens_and_a_second_run_goes_on(planted, rows):
    keys, copies, old = planted
    key_rotation.begin()
    new = sealed.operator_key()
    list(islice(key_rotation.reseal(), rows))
    assert all_is_read(keys, copies)
    assert opens(old) + opens(new) == ROWS
    call_command("rotate_keys", "--stopped")
    assert sealed.operator_key() == new
    assert (opens(new), opens(old)) == (ROWS, 0)
    assert all_is_read(keys, copies)


def test_killed_between_the_two_files_it_begins_again(planted, own_keys):
    keys, copies, old = planted
    os.link(own_keys / "operator.key", own_keys / "operator.key.previous")
    assert all_is_read(keys, copies)
    call_command("rotate_keys", "--stopped")
    assert (opens(sealed.operator_key()), opens(old)) == (ROWS, 0)


def test_while_the_service_runs_the_old_key_stays_ten_minutes(planted, own_keys, capsys):
    old, late = planted[2], UserFactory(called="Cy")
    call_command("rotate_keys")
    assert "Run this again in ten minutes" in capsys.readouterr().out
    assert opens(old) == 0
    # A request that had begun before writes under the old key.
    PersonKey.objects.create(person=late, wrapped=sealed.seal(old, sealed.new_key().hex(), sealed.WRAPPED))
    assert person_key(late)
    assert list(dict(key_rotation.reseal_all())) == [("accounts.keys", "new")]
    assert key_rotation.finish(clock.now()) is False
    assert key_rotation.finish(clock.now() + timedelta(minutes=11)) is True
    assert not (own_keys / "operator.key.previous").exists()
    assert (opens(old), len(person_key(late))) == (0, 32)


def test_a_second_pass_writes_nothing(planted):
    key_rotation.begin()
    key_rotation.reseal_all()
    before = boxes()
    assert key_rotation.begin() is False
    assert not key_rotation.reseal_all()
    assert boxes() == before


def test_what_opens_with_neither_key_is_named_and_left(planted, capsys):
    lost = PersonKey.objects.order_by("pk").last()
    PersonKey.objects.filter(pk=lost.pk).update(wrapped=b"x" * 60)
    call_command("rotate_keys", "--stopped")
    assert "accounts.keys: 1 open with neither key" in capsys.readouterr().out
    assert bytes(PersonKey.objects.get(pk=lost.pk).wrapped) == b"x" * 60


def test_what_was_erased_half_way_does_not_come_back(planted):
    key_rotation.begin()
    walk = key_rotation.reseal()
    next(walk)
    person = Copy.objects.first().certification.person
    with purge_permit(purpose="erasure", by_ref="", reason="test"):
        erase_copies(person=person)
    PersonKey.objects.all().delete()
    list(walk)
    assert (CopySnapshot.objects.count(), PersonKey.objects.count()) == (0, 0)


def test_two_rotations_at_once_are_one(planted):
    with key_rotation.alone(), pytest.raises(Refused), key_rotation.alone():
        pass
