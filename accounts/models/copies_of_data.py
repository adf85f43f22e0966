"""A copy of everything that we hold about somebody, made when they ask."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lms.core import clock
from lms.core.models import Job, PrivateFile, Record


class DataCopies(models.QuerySet["DataCopy"]):
    def open_at(self, at: datetime | None = None) -> Self:
        """Those whose time is not up and that nobody took away."""
        return self.filter(removed_at__isnull=True, expires_at__gt=at or clock.now())


class DataCopy(Record):
    """One copy for one person: it opens on the device that asked, until its time is up.

    The device holds a random token in a cookie; only its keyed hash is stored here. The bytes stand in `file` once the job has made
    them, and go with the expiry; this row stays as the note that a copy was asked for.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_copies")
    asked_at = models.DateTimeField()
    token_hash = models.BinaryField(max_length=16)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = DataCopies.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="data_copy_expires_later"),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, file__isnull=True) | Q(ready_at__isnull=False, file__isnull=False),
                name="data_copy_ready_with_its_file",
            ),
        ]
        indexes = [models.Index(fields=["removed_at", "expires_at"])]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None and self.removed_at is None
