"""A restore from last week's backup: what was erased since goes again, and nothing that was printed comes back to life."""

import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Erasure, PersonKey, User
from accounts.privacy import ledger
from accounts.registry import check
from accounts.services import erase, order_erasure, person_key
from accounts.services.reapply import forgotten
from lms.core.models import Narrative
from lms.core.narrative import write_words
from tests.erasing import where_held
from tests.factories.accounts import UserFactory, with_role

CANARY = "canary 5T in a tree"


@pytest.fixture(autouse=True)
def own_ledger(settings, tmp_path):
    settings.ERASURE_LEDGER = tmp_path / "erasures"


def reapply(*options):
    out = StringIO()
    call_command("reapply_erasures", *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_forgets_again(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("the drill copies a file; on PostgreSQL it is pg_dump and pg_restore")
    ada, eve = UserFactory(called=f"Ada {CANARY}", email="ada@example.org"), UserFactory(called="Eve")
    person_key(ada)
    write_words(kind="test", text=CANARY, subject_ref=ada.public_id)
    backup = tmp_path / "backup.sqlite3"
    _copy(connection.settings_dict["NAME"], backup)

    order_erasure(person=ada, by=ada, days=0)
    assert where_held(CANARY) == []
    connection.close()
    _copy(backup, connection.settings_dict["NAME"])

    assert "table core_narrative" in where_held(CANARY)
    assert PersonKey.objects.filter(person=ada).exists()
    assert [problem.row for problem in check()] == [f"person {ada.public_id}"]
    assert "waits" in reapply("--dry-run")
    assert PersonKey.objects.exists()
    assert f"{ada.public_id}, erased on" in reapply()
    assert where_held(CANARY) == []
    assert not PersonKey.objects.filter(person=ada).exists()
    assert list(check()) == []
    assert "0 still to do" in reapply()
    assert Erasure.objects.count() == 1
    assert User.objects.get(pk=eve.pk).called == "Eve"


def _copy(source, target):
    """As the database's own backup does it, because a file that is open may not be copied."""
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()


@pytest.mark.django_db
def test_readiness_waits_for_erasures_after_a_restore(client):
    ada = UserFactory()
    ledger.write(at=ada.joined_at, ref=ada.public_id, waits=[])  # as it stands when the backup is older than the erasure
    assert client.get("/healthz/ready").json()["erasures"] is False
    reapply()
    assert client.get("/healthz/ready").json()["erasures"] is True


@pytest.mark.django_db
def test_whom_the_backup_never_knew_is_nobodys_trouble():
    ada = UserFactory()
    ledger.write(at=ada.joined_at, ref="ZZZZZZZZZZ", waits=[])
    assert forgotten() == []
    assert list(check()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda lines: lines[1:], "the line before it is gone"),
        (lambda lines: [lines[0].replace(b'"waits": []', b'"waits": ["x"]'), *lines[1:]], "was changed"),
        (lambda lines: lines[:-1], "are not in the ledger"),
        (lambda lines: [*lines[:-1], lines[-1][:30]], "cannot be read"),
    ],
    ids=["first line taken out", "a line changed", "last line taken off", "a line cut short"],
)
def test_a_ledger_that_was_tampered_with_is_noticed(harm, said):
    ash = with_role("admin", "Ash")
    for _ in range(3):
        erase(person=UserFactory(), by=ash, reason="asked")
    assert list(check()) == []
    lines = ledger.path().read_bytes().splitlines()
    ledger.path().write_bytes(b"\n".join(harm(lines)) + b"\n")
    assert any(said in problem.says for problem in check())
    with pytest.raises(CommandError):
        reapply()


@pytest.mark.django_db
def test_after_a_line_that_was_cut_short_the_ledger_goes_on():
    ash = with_role("admin", "Ash")
    erase(person=UserFactory(), by=ash, reason="asked")
    with ledger.path().open("ab") as file:
        file.write(b'{"at": "2027')
    erase(person=UserFactory(), by=ash, reason="asked")
    book = ledger.read()
    assert (len(book.lines), book.cut, all(line.is_sound for line in book.lines)) == (2, 1, True)


@pytest.mark.django_db
def test_the_ledger_holds_references_and_days_only():
    ada = UserFactory(called=CANARY, email="canary@example.org")
    erase(person=ada, by=ada, reason=f"{CANARY} asked")
    text = ledger.path().read_text()
    assert ada.public_id in text
    assert "canary" not in text
    assert oct(ledger.path().stat().st_mode)[-3:] == "600"


@pytest.mark.django_db
def test_nobody_is_erased_when_the_ledger_cannot_be_written(settings, tmp_path):
    (tmp_path / "a file").write_text("")
    settings.ERASURE_LEDGER = tmp_path / "a file"
    ada = UserFactory(called="Ada")
    write_words(kind="test", text=CANARY, subject_ref=ada.public_id)
    with pytest.raises(OSError, match="a file"):
        erase(person=ada, by=ada, reason="asked")
    assert (User.objects.get(pk=ada.pk).called, Narrative.objects.count()) == ("Ada", 1)


@pytest.mark.django_db
def test_two_records_of_one_person_come_back_as_two_and_go_as_two():
    ada, twin = UserFactory(called=CANARY), UserFactory(called=CANARY)
    for one in (ada, twin):
        ledger.write(at=one.joined_at, ref=one.public_id, waits=[])
    User.objects.filter(pk=twin.pk).update(merged_into=ada, is_active=False)
    User.objects.filter(pk=ada.pk).update(has_duplicates=True)
    assert reapply().count("done") == 2
    assert (len(ledger.read().lines), Erasure.objects.count(), User.objects.filter(called=CANARY).count()) == (2, 2, 0)
    assert list(check()) == []


@pytest.mark.django_db
def test_what_waited_when_the_ledger_was_written_waits_again():
    ada = UserFactory(called=CANARY)
    write_words(kind="evidence.words", text=CANARY, subject_ref=ada.public_id)
    ledger.write(at=ada.joined_at, ref=ada.public_id, waits=["assessments"])
    reapply()
    assert where_held(CANARY) == ["table core_narrative"]
    ledger.write(at=ada.joined_at, ref=ada.public_id, waits=[])
    reapply()
    assert where_held(CANARY) == []
