"""What records have in common."""

from django.db import models
from django.utils import timezone

from lms.core.ids import PublicIdField


class Record(models.Model):
    """A row that may stand in an address."""

    public_id = PublicIdField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class Envelope(models.Model):
    """An immutable act: who, what, when, and the salted hash of its words, which stand in a Narrative (decisions.md 8)."""

    public_id = PublicIdField()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    words_id = models.UUIDField(null=True, editable=False)
    words_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Set by lms.core.narrative.attach_words: text, "" for none, None when the words were taken back.
    words: str | None

    class Meta:
        abstract = True
