"""What the other hand says about an entry. Rows that never change; words that can be taken back."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Envelope
from logbook.facts import MINUTES_A_DAY, Facts
from logbook.words import REMARKS

from .entries import Entry


def _hand(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@append_only
class Countersignature(Envelope):
    """Somebody else says that it happened as written. Only then do the minutes count.

    Two hands make one: whoever wrote the entry, and whoever confirms it. One of the two is always the named supervisor.
    `facts` is the canonical copy of what was confirmed; `sha256` is its hash.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="countersignature")
    by = _hand()
    logged_by = _hand()
    supervisor = _hand()
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)
    # The day in the signer's own zone: what counts "as at" a day must not hang on where the server stands.
    signed_on = models.DateField()
    facts = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=MINUTES_A_DAY), name="countersigned_minutes_sane"),
            models.CheckConstraint(condition=~Q(by=F("logged_by")), name="countersigned_by_another_hand"),
            models.CheckConstraint(
                condition=Q(by=F("supervisor")) | Q(logged_by=F("supervisor")), name="countersigned_with_the_supervisor"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


@append_only
class Remark(Envelope):
    """A question, an answer, or "I see it differently": both versions stay, side by side.

    `facts` is the canonical copy of the entry that the remark is about, because the entry may change afterwards. A different
    view may carry its own day and minutes.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="remarks")
    by = _hand()
    kind = models.CharField(max_length=10, choices=REMARKS)
    at = models.DateTimeField(default=clock.now)
    facts = models.TextField()
    seen_on = models.DateField(null=True, blank=True)
    seen_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[key for key, _ in REMARKS]), name="remark_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="different") | Q(seen_on__isnull=True, seen_minutes__isnull=True),
                name="remark_version_if_different",
            ),
            models.CheckConstraint(
                condition=Q(seen_minutes__isnull=True) | Q(seen_minutes__gt=0, seen_minutes__lte=MINUTES_A_DAY), name="remark_minutes_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def about(self) -> Facts:
        """What the entry said when this was written."""
        said = json.loads(self.facts)
        known = {field.name: said[field.name] for field in fields(Facts)}
        return Facts(**{**known, "on": date.fromisoformat(said["on"]), "topics": tuple(said["topics"])})
