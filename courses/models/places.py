"""How people come to a place besides an invitation: by asking, or with a code from a wall. And by when a cohort means to have done what."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from courses.states import OPEN_REQUESTS, PLACE_REQUEST_MOVES
from lms.core.models import Record

from .cohorts import Cohort


class PlaceRequests(QuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_REQUESTS)

    def readable_by(self, person: Any) -> Self:
        """One's own."""
        return self.filter(person__in=selves(person))

    def answerable_by(self, person: Any) -> Self:
        """Those for cohorts that one manages."""
        return self.filter(cohort__in=Cohort.objects.run_by(person))

    def in_order(self) -> Self:
        """The waiting list: first come, first served."""
        return self.order_by(F("queued_at").asc(nulls_last=True), "pk")


class PlaceRequest(Record):
    """Somebody would like a place in a cohort. No box for reasons: nobody has to explain why, or why not.

    `queued_at` is the place on the waiting list; it stays while a place is offered, and moves to the end when an offer went by.
    """

    STATES = [
        ("asked", _("asked")),
        ("waiting", _("on the waiting list")),
        ("offered", _("a place is kept")),
        ("placed", _("has a place")),
        ("declined", _("not this time")),
        ("taken_back", _("taken back")),
    ]
    WAYS = [("asked", _("asked for it")), ("code", _("with a code"))]
    MOVES = PLACE_REQUEST_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="place_requests")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=10, choices=STATES, default="asked")
    came_by = models.CharField(max_length=5, choices=WAYS, default="asked")
    asked_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)

    objects = PlaceRequests.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], condition=Q(state__in=OPEN_REQUESTS), name="one_open_place_request"),
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN_REQUESTS, "placed", "declined", "taken_back")), name="place_request_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("waiting", "offered")) | Q(queued_at__isnull=False), name="who_waits_has_a_place_on_the_list"
            ),
            models.CheckConstraint(condition=~Q(state="offered") | Q(offered_until__isnull=False), name="place_offer_has_an_end"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_past(self) -> bool:
        """Not answered, and nothing comes of it any more: the cohort's last day has passed."""
        return self.state in OPEN_REQUESTS and self.cohort.is_over


class CohortCode(Record):
    """A code for many people, written on a wall: whoever types it gets a place while there is one. Only a keyed hash is stored."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.BinaryField(max_length=16, unique=True)
    ends_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort"], condition=Q(ended_at__isnull=True), name="one_open_code_per_cohort"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def works_on(self, on: date) -> bool:
        """Until its last day, unless somebody ended it before."""
        return self.ended_at is None and on <= self.ends_on


class CohortDue(models.Model):
    """The day by which a cohort means to have done a module. Nothing closes on it; for each learner their breaks move it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="dues")
    module_key = models.UUIDField()
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "module_key"], name="one_day_per_cohort_and_module")]

    def __str__(self) -> str:
        return f"{self.module_key}: {self.due_on}"
