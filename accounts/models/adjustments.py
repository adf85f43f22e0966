"""Adjustments: what helps, never why."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from accounts.resting.adjusting import KINDS
from lms.core import clock
from lms.core.models import Record
from lms.core.moves import Move

ASKED, AGREED, TALK, ENDED = "asked", "agreed", "talk", "ended"
LIVE = (ASKED, AGREED, TALK)
ADJUSTMENT_MOVES = {
    "agree": Move({ASKED, TALK}, AGREED),
    "talk": Move({ASKED}, TALK),
    "end": Move({ASKED, AGREED, TALK}, ENDED),
}


class Adjustments(models.QuerySet):
    def live(self) -> Self:
        """Asked for, talked about or in force."""
        return self.filter(state__in=LIVE)

    def in_force(self) -> Self:
        return self.filter(state=AGREED)

    def own(self, person: Any) -> Self:
        """One's own."""
        from accounts.queries import selves

        return self.filter(person__in=selves(person))

    def readable_by(self, officer: Any) -> Self:
        """For the one who answers: those of the people whose programme they run, and never their own."""
        from accounts.queries import selves
        from accounts.resting.officers import run_by

        return self.filter(run_by(officer)).exclude(person__in=selves(officer))


class Adjustment(Record):
    """One thing that helps one person. `words` (only for "something else") are sealed with the person's own key."""

    MOVES = ADJUSTMENT_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adjustments")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default=ASKED)
    asked_on = models.DateField(default=clock.today)
    answer_by = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    words = models.BinaryField(null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["words"])
    objects = Adjustments.as_manager()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(state__in=LIVE), name="one_live_adjustment_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="adjustment_kind_known"),
            models.CheckConstraint(condition=Q(state__in=[*LIVE, ENDED]), name="adjustment_state_known"),
            models.CheckConstraint(condition=Q(words__isnull=True) | Q(kind="other"), name="adjustment_words_for_something_else"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("accounts:manage_adjustment", args=[self.public_id.lower()])

    @property
    def seal_context(self) -> str:
        """What the sealed words are bound to: they open in this row only."""
        return f"adjustment:{self.public_id}"

    @cached_property
    def label(self) -> Any:
        from accounts.resting.words import LABELS

        return LABELS[self.kind]

    @cached_property
    def shown_state(self) -> tuple[str, Any]:
        """The look and the words of the state."""
        from accounts.resting.words import STATES

        return STATES[self.state]
