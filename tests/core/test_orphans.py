"""Bytes that an erasure left because it was killed go in the night; nothing else goes."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from lms.core import clock
from lms.core.files import keep_bytes
from lms.core.models import PrivateFile
from lms.core.orphans import remove_orphans

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Private files of this test alone: what other tests left is not counted."""
    field = PrivateFile._meta.get_field("file")
    before = field.storage
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    field.storage = storages["private"]
    yield
    field.storage = before


def kept():
    return keep_bytes(data=b"words", owner_ref="X", purpose="evidence", name="a.txt", content_type="text/plain")


def test_a_file_without_a_row_goes_after_a_day():
    mine, lost, store = kept(), kept(), storages["private"]
    store.save("certificates/ab/cd", ContentFile(b"not ours"))
    PrivateFile.objects.filter(pk=lost.pk).update(file="", name="")  # killed before the bytes were deleted
    assert remove_orphans(clock.now()) == 0
    later = clock.now() + timedelta(days=2)
    assert (remove_orphans(later), remove_orphans(later)) == (1, 0)
    assert [store.exists(name) for name in (mine.file.name, lost.file.name, "certificates/ab/cd")] == [True, False, True]


def test_an_empty_database_deletes_nothing():
    lost = kept()
    PrivateFile.objects.all().delete()
    assert remove_orphans(clock.now() + timedelta(days=2)) == 0
    assert storages["private"].exists(lost.file.name)
