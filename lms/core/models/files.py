"""Files that people hand in. Wagtail's documents are editorial only (decisions.md 41)."""

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from .base import Record


def private_storage():  # type: ignore[no-untyped-def]
    """The storage that no web server serves: only a view may."""
    return storages["private"]


class PrivateFile(Record):
    """One stored file: looked at, measured and named by us, not by the sender."""

    owner_ref = models.CharField(max_length=10, db_index=True)
    purpose = models.CharField(max_length=30)
    file = models.FileField(storage=private_storage, upload_to="%Y/%m/", max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name
