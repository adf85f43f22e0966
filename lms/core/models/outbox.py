"""Messages, written in the transaction that causes them and sent once it stands."""

from django.db import models

from .base import Record


class OutboxMessage(Record):
    """One mail to one person. The deduplication key makes writing it twice the same as once."""

    to_ref = models.CharField(max_length=10, blank=True, db_index=True)
    address = models.EmailField()
    subject = models.CharField(max_length=150)
    body = models.TextField()
    dedup_key = models.CharField(max_length=150, unique=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.subject
