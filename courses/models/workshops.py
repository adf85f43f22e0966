"""Live workshops, and who was there."""

from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from courses.states import WORKSHOP_MOVES
from lms.core.append_only import append_only
from lms.core.ids import PublicIdField
from lms.core.models import Record

from .cohorts import Cohort, Enrolment


def _learned_by(person: Any) -> Q:
    return Q(cohort__in=Enrolment.objects.learning().filter(person__in=selves(person)).values("cohort"))


class Workshops(QuerySet):
    def for_learner(self, person: Any) -> Self:
        """Those of the cohorts in which the person has a place."""
        return self.filter(_learned_by(person))

    def kept_by(self, person: Any) -> Self:
        """Those of the cohorts that the person manages or facilitates today."""
        return self.filter(cohort__in=Cohort.objects.taught_by(person))

    def in_calendar_of(self, person: Any) -> Self:
        """Those that one goes to: of the cohorts in which one has a place, and of those that one facilitates."""
        return self.filter(_learned_by(person) | Q(cohort__in=Cohort.objects.facilitated_by(person)))

    def readable_by(self, person: Any) -> Self:
        return self.filter(_learned_by(person) | Q(cohort__in=Cohort.objects.taught_by(person)))


class Workshop(Record):
    """A meeting of a cohort at a time and a place. `minutes` of `domain` count for whoever was there for all of it.

    `zone` is where the clock on the wall hangs; instants are stored in UTC. `sequence` counts what changed for calendars (RFC 5545).
    """

    STATES = [("planned", _("planned")), ("held", _("took place")), ("cancelled", _("does not take place"))]
    MOVES = WORKSHOP_MOVES

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="workshops")
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    domain = models.CharField(max_length=50)
    minutes = models.PositiveSmallIntegerField()
    module_key = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default="planned")
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = Workshops.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="workshop_minutes_above_zero"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(domain=""), name="workshop_has_a_title_and_a_domain"),
            models.CheckConstraint(condition=Q(state__in=("planned", "held", "cancelled")), name="workshop_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:workshop", args=[self.public_id.lower()])

    @property
    def clock(self) -> ZoneInfo:
        """The zone of the clock on its wall."""
        return ZoneInfo(self.zone)

    @property
    def on(self) -> date:
        """Its day, where it takes place."""
        return timezone.localdate(self.starts_at, self.clock)

    @property
    def length(self) -> int:
        """From beginning to end, in minutes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def has_begun(self, at: datetime) -> bool:
        return self.starts_at <= at


class Attendances(QuerySet):
    def in_force(self) -> Self:
        """What holds: a correction is a later row that names the one it replaces."""
        return self.filter(replaced_by__isnull=True)

    def least_first(self) -> Self:
        """Of several lines about one person at one workshop the last one counts: that with most minutes (schemes.requirements)."""
        return self.order_by("minutes", "pk")


@append_only
class Attendance(models.Model):
    """Whether one person was at one workshop, and for how many of its minutes. No box for reasons."""

    WAS = [("present", _("There")), ("part", _("There for a part")), ("absent", _("Not there"))]

    public_id = PublicIdField()
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances")
    was = models.CharField(max_length=8, choices=WAS)
    minutes = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    objects = Attendances.as_manager()

    class Meta:
        constraints = [
            # One first row; each is replaced at most once (the one-to-one field): so one row holds, always.
            models.UniqueConstraint(fields=["workshop", "person"], condition=Q(replaces__isnull=True), name="one_attendance_per_person"),
            models.CheckConstraint(
                condition=Q(was="absent", minutes=0) | Q(was__in=("present", "part"), minutes__gt=0), name="attendance_minutes_fit"
            ),
            models.CheckConstraint(condition=~Q(noted_by=F("person")), name="nobody_notes_their_own_attendance"),
        ]

    def __str__(self) -> str:
        return self.was
