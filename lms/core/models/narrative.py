"""The words about people that may be taken back."""

import uuid

from django.db import models
from django.utils import timezone

from lms.core.append_only import erasable


@erasable
class Narrative(models.Model):
    """Text that belongs to an envelope. Never changed; deleted only under a purge permit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60, db_index=True)
    subject_ref = models.CharField(max_length=10, db_index=True)
    salt = models.CharField(max_length=32)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.kind
