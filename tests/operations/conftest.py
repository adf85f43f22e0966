"""A store of buckets in the place of both folders."""

import os

import environ
import pytest
from django.core.files.storage import storages

from lms.core.models import PrivateFile
from lms.settings.storage import stores
from tests.operations.s3_stand_in import Store, serving

SECRET = "the-canary-of-a-secret"


class Elsewhere(Store):
    """Another store, seen only through our own class."""

    def names(self, bucket):
        alias = {"private": "private", "media": "default"}[bucket]
        found = storages[alias].client.list_objects(bucket, recursive=True, include_version=True)
        return sorted({one.object_name for one in found})


def environment(endpoint, **more):
    found = environ.Env()
    found.ENVIRON = {
        "S3_ENDPOINT": endpoint, "S3_BUCKET_PRIVATE": "private", "S3_BUCKET_MEDIA": "media",
        "S3_ACCESS_KEY": "operator", "S3_SECRET_KEY": SECRET, **more,
    }  # fmt: skip
    return found


@pytest.fixture
def bucket(settings, tmp_path):
    """A store of this test alone, in the place of both folders."""
    field = PrivateFile._meta.get_field("file")
    before = field.storage
    with serving() as store:
        if elsewhere := os.environ.get("S3_TEST_ENDPOINT"):
            store = Elsewhere(endpoint=elsewhere)
        settings.STORAGES = stores(environment(store.endpoint), tmp_path)
        field.storage = storages["private"]
        for alias in ("private", "default"):
            for name in set(storages[alias].walk()):
                storages[alias].delete(name)
        yield store
        field.storage = before
