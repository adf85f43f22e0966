"""Who was allowed to remove words, when and why."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

PURPOSES = ("erasure", "retention", "redaction", "test")


class PurgePermit(models.Model):
    """Open only inside the transaction that uses it; afterwards it is the log line of the purge."""

    purpose = models.CharField(max_length=20)
    scope = models.CharField(max_length=20, default="words")
    by_ref = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300)
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="permit_purpose_known"),
            # The scope that opens envelopes too exists for the tests' flush alone.
            models.CheckConstraint(condition=Q(scope="words") | Q(scope="everything", purpose="test"), name="permit_scope_words"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.opened_at:%Y-%m-%d}"

    @classmethod
    def open(cls, *, purpose: str, by_ref: str, reason: str, scope: str = "words") -> Self:
        if purpose not in PURPOSES:
            raise ValueError(purpose)
        return cls.objects.create(purpose=purpose, by_ref=by_ref, reason=reason, scope=scope)

    def close(self) -> None:
        self.is_open, self.closed_at = False, timezone.now()
        self.save(update_fields=["is_open", "closed_at"])
