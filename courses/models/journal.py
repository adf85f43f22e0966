"""Private words. Sealed with the writer's own key; in no staff screen, search, report, history or log (decisions.md 12)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.queries import selves
from lms.core.models import Record

from .editions import ModuleEdition

NOTE_TO_SELF = "note-to-self"  # the block id of the box that every step has of its own


class JournalEntries(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own. There is no role that reads another person's."""
        return self.filter(person__in=selves(person))


class JournalEntry(Record):
    """One reflection: written in a step (then it names the place), or of its own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="journal")
    module_key = models.UUIDField(null=True)
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, null=True, related_name="+")
    step_key = models.CharField(max_length=64, blank=True)
    block_id = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = JournalEntries.as_manager()

    class Meta:
        constraints = [
            # Not by edition: a reflection stays with its box when a fix moves the learner on.
            models.UniqueConstraint(
                fields=["person", "module_key", "step_key", "block_id"],
                condition=Q(module_key__isnull=False),
                name="one_reflection_per_box",
            ),
            models.CheckConstraint(
                condition=Q(module_key__isnull=True, edition__isnull=True, step_key="", block_id="")
                | (Q(module_key__isnull=False, edition__isnull=False) & ~Q(step_key="") & ~Q(block_id="")),
                name="reflection_place_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("courses:journal_entry", args=[self.public_id.lower()])

    @property
    def is_note(self) -> bool:
        """Whether it is a note to oneself at the end of a step, not an answer to a question."""
        return self.block_id == NOTE_TO_SELF

    @property
    def seal_context(self) -> str:
        """What the sealed bytes are bound to: they open in this row only."""
        return f"journal:{self.public_id}"


class JournalCopy(models.Model):
    """The other words, when one entry was written on two devices at once. Both stay until the writer chooses."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="copies")
    window = models.CharField(max_length=16)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        # One page that goes on typing replaces its own copy, never another page's.
        constraints = [models.UniqueConstraint(fields=["entry", "window"], name="one_copy_per_window")]

    def __str__(self) -> str:
        return self.window
