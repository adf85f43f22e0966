"""The tool that looks for canaries finds every one that was planted: otherwise its silence would say nothing."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from lms.core.append_only import purge_permit
from lms.core.models import Narrative
from lms.core.sweep import empty_write_ahead_log, sweep_database
from tests.erasing import where_held
from tests.factories.accounts import UserFactory

CANARY = "the canary 7Q sings"


@pytest.fixture
def folder():
    folder = Path(settings.VAR_DIR) / "private" / "canary"
    folder.mkdir(parents=True, exist_ok=True)
    yield folder
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.django_db
@pytest.mark.both
def test_a_row_a_history_a_cache_and_a_log_are_looked_through():
    Narrative.objects.create(kind="test", subject_ref="X", salt="", text=f"And {CANARY} at night")
    UserFactory(called=CANARY)
    cache.set("somewhere", {"words": CANARY})
    assert where_held(CANARY, logs=f"INFO {CANARY}") == ["cache :1:somewhere", "log", "table accounts_user", "table core_narrative"]


def test_files_are_looked_through_packed_ones_too(folder, db):
    (folder / "plain.txt").write_text(CANARY)
    with zipfile.ZipFile(folder / "packed.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<p>{CANARY}</p>")
    (folder / "page.pdf").write_bytes(b"%PDF-1.7\nstream\n" + zlib.compress(CANARY.encode()) + b"\nendstream")
    assert [where.rsplit("/", 1)[-1] for where in where_held(CANARY)] == ["packed.docx", "page.pdf", "plain.txt"]
    assert b"canary" not in (folder / "packed.docx").read_bytes()
    assert zipfile.is_zipfile(io.BytesIO((folder / "packed.docx").read_bytes()))


@pytest.mark.django_db(transaction=True)
def test_a_deleted_row_leaves_no_byte_in_file_and_log_of_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are looked after by VACUUM")
    words = [Narrative.objects.create(kind="test", subject_ref="X", salt="", text=f"{CANARY} {n} " * 50) for n in range(40)]
    assert empty_write_ahead_log()
    assert {"database file", "table core_narrative"} == set(where_held(CANARY))
    with purge_permit(purpose="test", by_ref="", reason="test"):
        Narrative.objects.filter(pk__in=[each.pk for each in words]).delete()
    assert empty_write_ahead_log()
    assert where_held(CANARY) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.both
def test_the_night_sweeps_both_databases_and_says_so():
    assert sweep_database(["core_narrative", "accounts_user"])


@pytest.mark.django_db
@pytest.mark.both
def test_inside_a_transaction_nothing_is_swept_and_nobody_claims_it():
    assert not sweep_database(["core_narrative"])
