"""Files in a bucket: kept, served by our own views, erased with every version, swept, watched; no address or key of it is given out.

`S3_TEST_ENDPOINT=http://127.0.0.1:5000` runs the same against another store with the buckets `private` and `media` (versions switched on).
"""

import importlib.util
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as settings_of_django
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from accounts.services import erase
from assessments.services.evidence_files import delete_files
from lms.core import clock
from lms.core.files import keep_bytes
from lms.core.orphans import remove_orphans
from lms.settings.storage import stores
from tests.factories import assessments_evidence as evidence
from tests.operations.conftest import SECRET, Elsewhere, environment

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def kept(data=b"words", owner="X"):
    return keep_bytes(data=data, owner_ref=owner, purpose="evidence", name="a.txt", content_type="text/plain")


# --- people's files -----------------------------------------------------------------------------------


@pytest.fixture
def piece(bucket):
    return evidence.draft(evidence.person("Ada"), evidence.framework())


def test_a_file_goes_in_and_comes_out_through_our_view_alone(client, bucket, piece):
    sent = evidence.with_file(piece)
    assert bucket.names("private") == [sent.file.file.name]
    client.force_login(piece.person)
    answer = client.get(f"/evidence-files/{sent.public_id.lower()}/")
    assert (answer.status_code, answer.getvalue()) == (200, evidence.PDF)
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert answer["Content-Disposition"].startswith("attachment")
    assert bucket.endpoint not in str(answer.headers)
    client.force_login(evidence.person("Eve"))
    assert client.get(f"/evidence-files/{sent.public_id.lower()}/").status_code == 404


def test_a_private_file_has_no_address(bucket):
    with pytest.raises(ValueError, match="no address"):
        _ = kept().file.url


def test_no_key_and_no_signature_stands_in_an_address(bucket, piece):
    """What a store, a proxy or a log writes down is the request line: keys travel in a header."""
    sent = evidence.with_file(piece)
    sent.file.file.open().read()
    sent.file.file.delete()
    lines = " ".join(bucket.asked)
    assert not [word for word in (SECRET, "operator", "Signature", "Credential", "card.pdf") if word.lower() in lines.lower()]


def test_erasing_somebody_takes_every_version_and_nobody_elses(bucket, commits):
    ada, eve = evidence.person("Ada"), evidence.person("Eve")
    hers, mine = kept(b"canary", ada.public_id), kept(b"mine", eve.public_id)
    name = hers.file.name
    storages["private"]._save(name, ContentFile(b"a second version of the canary"))
    with commits():
        erase(person=ada, by=ada, reason="asked")
    assert bucket.names("private") == [mine.file.name]


def test_a_version_that_an_operator_hid_goes_too(bucket):
    """A plain deletion in a store with versions only hides the object."""
    file = kept()
    storages["private"].client.remove_object("private", file.file.name)
    assert not storages["private"].exists(file.file.name)
    assert bucket.names("private") == [file.file.name]
    storages["private"].delete(file.file.name)
    assert bucket.names("private") == []


def test_a_name_that_begins_the_same_stays(bucket):
    store = storages["private"]
    short, long = store.save("2026/11/AB", ContentFile(b"1")), store.save("2026/11/ABC", ContentFile(b"2"))
    store.delete(short)
    assert bucket.names("private") == [long]


def test_what_a_store_would_not_delete_goes_in_the_night(bucket, settings, commits, monkeypatch):
    """The act stands although the store is away; the sweep makes it good."""
    if isinstance(bucket, Elsewhere):
        pytest.skip("the clock of another store cannot be set")
    kept(b"stays")
    piece = evidence.draft(evidence.person("Ada"), evidence.framework())
    lost = evidence.with_file(piece)
    name = lost.file.file.name
    with monkeypatch.context() as away:
        away.setattr(bucket, "delete", lambda *_: 1 / 0)
        with commits():
            delete_files([lost])
    assert name in bucket.names("private")
    assert remove_orphans(clock.now()) == 0
    bucket.age(days=2)
    assert (remove_orphans(clock.now()), remove_orphans(clock.now())) == (1, 0)
    assert name not in bucket.names("private")
    assert len(bucket.names("private")) == 1


def test_a_file_of_many_megabytes_comes_back_whole(bucket):
    data = os.urandom(7_000_000)
    assert kept(data).file.open("rb").read() == data
    assert sum(line.startswith("PUT") for line in bucket.asked) in (0, 1)


def test_the_store_says_what_it_knows_about_a_file(bucket):
    store = storages["private"]
    name = store.save("2026/11/Ä file", ContentFile("wörds"))
    assert (store.size(name), store.exists(name), store.listdir("2026")) == (6, True, (["11"], []))
    assert abs(store.get_modified_time(name) - clock.now()) < timedelta(minutes=1)
    assert store.save(name, ContentFile(b"another")) != name
    with pytest.raises(FileNotFoundError):
        store.open("2026/11/nothing")
    with pytest.raises(FileNotFoundError):
        store.size("2026/11/nothing")
    with pytest.raises(ValueError, match="is read"):
        store.open(name, "wb")
    with pytest.raises(ValueError, match="must be given"):
        store.delete("")
    assert (store.exists("nothing"), store.exists("")) == (False, True)


# --- the service ---------------------------------------------------------------------------------------


def storage_is_ready(client):
    return client.get("/healthz/ready").json()["storage"]


def test_readiness_asks_the_store(client, bucket):
    assert storage_is_ready(client)
    assert bucket.names("private") == []


def test_a_store_that_is_away_is_not_ready(client, bucket, settings, tmp_path):
    settings.STORAGES = stores(environment("http://127.0.0.1:1"), tmp_path)
    assert not storage_is_ready(client)


def test_a_bucket_that_strangers_can_read_is_not_ready(client, bucket):
    if isinstance(bucket, Elsewhere):
        pytest.skip("another store decides for itself")
    bucket.public.add("private")
    assert not storage_is_ready(client)


def test_a_bucket_without_versions_works_as_well(bucket):
    bucket.keeps_versions = False
    file = kept()
    file.file.delete()
    assert bucket.names("private") == []


def test_a_backup_takes_what_lies_in_a_bucket(bucket, tmp_path):
    path = settings_of_django.BASE_DIR / "scripts" / "backup.py"
    module = importlib.util.module_from_spec(spec := importlib.util.spec_from_file_location("backup", path))
    spec.loader.exec_module(module)
    file, picture = kept(), default_storage.save("images/a.png", ContentFile(PNG))
    module.keep_store(storages["private"], tmp_path / "private")
    module.keep_store(default_storage, tmp_path / "default")
    assert (tmp_path / "private" / file.file.name).read_bytes() == b"words"
    assert (tmp_path / "default" / picture).read_bytes() == PNG


# --- settings -----------------------------------------------------------------------------------------


def test_without_an_endpoint_files_lie_on_disk(tmp_path):
    assert {Path(one["OPTIONS"]["location"]).name for name, one in stores(environment(""), tmp_path).items() if name != "staticfiles"} == {
        "media",
        "private",
    }


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="S3_SECRET_KEY"):
        stores(environment("https://s3.example", S3_SECRET_KEY=""), tmp_path)


def test_one_bucket_for_both_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="two buckets"):
        stores(environment("https://s3.example", S3_BUCKET_MEDIA="private"), tmp_path)
