"""Slow work that a person can follow (decisions.md 39)."""

from django.db import models
from django.db.models import Q

from .base import Record


class Job(Record):
    """One piece of slow work. Its key makes asking twice the same as asking once."""

    STATES = ("waiting", "running", "done", "stuck")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=150, unique=True)
    payload = models.JSONField(default=dict)
    person_ref = models.CharField(max_length=10, blank=True, db_index=True)
    state = models.CharField(max_length=10, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    trouble = models.CharField(max_length=300, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=("waiting", "running", "done", "stuck")), name="job_state_known")]
        indexes = [models.Index(fields=["state", "heartbeat_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; also the sign of life that `tick` looks for."""
        from lms.core import clock

        self.done, self.total, self.heartbeat_at = done, total, clock.now()
        self.save(update_fields=["done", "total", "heartbeat_at"])
