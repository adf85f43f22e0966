"""What somebody asks about their own data, with a clock that both sides see (ux.md 5.5)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.due import is_soon
from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Envelope, Record
from lms.core.moves import Move

OPEN, LOOKING, ANSWERED, NOT_POSSIBLE, TAKEN_BACK = "open", "looking", "answered", "not_possible", "taken_back"
UNANSWERED = (OPEN, LOOKING)
ANSWERS = "accounts.answer_request"
REQUEST_MOVES = {
    "look": Move({OPEN}, LOOKING, needs=ANSWERS),
    "answer": Move({OPEN, LOOKING}, ANSWERED, needs=ANSWERS),
    "refuse": Move({OPEN, LOOKING}, NOT_POSSIBLE, needs=ANSWERS),
    "take_back": Move({OPEN, LOOKING}, TAKEN_BACK),
}


class DataRequests(models.QuerySet["DataRequest"]):
    def readable_by(self, person: Any) -> Self:
        """One's own; and everybody's for the privacy officer."""
        from accounts.queries import has_role

        return self.all() if has_role(person, "privacy") else self.of(person)

    def of(self, person: Any) -> Self:
        from accounts.queries import selves

        return self.filter(person__in=selves(person))

    def unanswered(self) -> Self:
        """What has to be done first stands first."""
        return self.filter(state__in=UNANSWERED).order_by("due_on", "pk")


class DataRequest(Record):
    """Somebody asks for something about their own data. What they write, and what is answered, stands in `RequestWords`."""

    KINDS: ClassVar = [
        ("copy", _("A copy of what you hold about me")),
        ("correction", _("Something about me should be put right")),
        ("question", _("A question about my data")),
        ("objection", _("I do not want something done with my data")),
        ("restriction", _("Keep something, but do not use it for now")),
        ("erasure", _("Erase my record")),
    ]
    STATES: ClassVar = [
        (OPEN, _("Asked")),
        (LOOKING, _("Being looked at")),
        (ANSWERED, _("Answered")),
        (NOT_POSSIBLE, _("Not possible")),
        (TAKEN_BACK, _("Taken back")),
    ]
    MOVES = REQUEST_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=12, choices=KINDS)
    about = models.CharField(max_length=60, blank=True)  # opaque: what a page asked about ("read:812")
    state = models.CharField(max_length=12, choices=STATES, default=OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = DataRequests.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("asked_at")), name="request_closed_after_asked"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "looking"], closed_at__isnull=True)
                | Q(state__in=["answered", "not_possible", "taken_back"]),
                name="request_open_or_closed",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("accounts:data_request", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in UNANSWERED

    @property
    def is_soon(self) -> bool:
        return self.is_open and is_soon(self.due_on, clock.today())

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < clock.today()

    @property
    def days_left(self) -> int:
        return (self.due_on - clock.today()).days

    @property
    def asked_on(self) -> date:
        return timezone.localdate(self.asked_at)


@append_only
class RequestWords(Envelope):
    """One thing that was said in a request: what was asked, the answer, why it takes longer, why it is not possible."""

    SAID: ClassVar = [("asked", _("You wrote")), ("answer", _("Our answer")), ("longer", _("Why it takes longer")), ("no", _("Why not"))]

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="said")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=8, choices=SAID)

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.public_id
