"""How long things are kept, as somebody in charge decided, and what each night let go of (ux.md 5.4)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords


class RetentionRule(models.Model):
    """How many days one kind of record is kept, where the operator chose otherwise than the code; None keeps it for good."""

    key = models.CharField(max_length=60, unique=True)
    days = models.PositiveIntegerField(null=True)
    changed_by_ref = models.CharField(max_length=10)
    changed_at = models.DateTimeField(default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__gt=0), name="kept_for_a_day_at_least")]

    def __str__(self) -> str:
        return self.key


class RetentionRun(models.Model):
    """What one night let go of. `lines`: [key, days, rows, seconds, trouble] for each kind of record, written as it went."""

    started_at = models.DateTimeField(default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(null=True)
    lines = models.JSONField(default=list)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d}"


class KeptCount(models.Model):
    """How many of something there were in a month, after the rows themselves had had their time. Nobody stands in it."""

    key = models.CharField(max_length=60)
    month = models.DateField()
    label = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "month", "label"], name="one_count_per_month_and_label")]

    def __str__(self) -> str:
        return f"{self.key} {self.label}"
