"""Things that happened to records: a state moved, somebody read something sensitive."""

from django.db import models
from django.utils import timezone

from lms.core.append_only import append_only, erasable


@append_only
class MoveEvent(models.Model):
    """One move of a state column (lms.core.moves)."""

    record_type = models.CharField(max_length=60)
    record_ref = models.CharField(max_length=10, db_index=True)
    verb = models.CharField(max_length=30)
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    by_ref = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.record_ref}: {self.from_state} → {self.to_state}"


@erasable
class ReadEvent(models.Model):
    """Somebody opened something of the sensitive set: one event a request (decisions.md 14). Goes when its time is up, under a permit."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_ref = models.CharField(max_length=10, db_index=True)
    acting_role = models.CharField(max_length=20, blank=True)
    record_type = models.CharField(max_length=60)
    mode = models.CharField(max_length=10, default="view")
    reason = models.CharField(max_length=300, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.actor_ref} {self.mode} {self.record_type}"


@erasable
class ReadSubject(models.Model):
    """Whose record was opened by a read event."""

    event = models.ForeignKey(ReadEvent, on_delete=models.PROTECT, related_name="subjects")
    person_ref = models.CharField(max_length=10, db_index=True)
    record_ref = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.person_ref
