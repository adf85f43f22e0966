"""Groups of people who start together, and who is in them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.queries import scopes_of, selves
from courses.states import ENROLMENT_MOVES
from lms.core import clock
from lms.core.models import Record


def programme_keys(keys: frozenset[str]) -> list[UUID]:
    """Scope keys of programmes, leaving out what is no key: a grant that was typed wrong opens nothing."""
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found


def _where(person: Any, role: str) -> Q:
    """The cohorts for which somebody has a role today: by cohort, by programme, or everywhere."""
    everywhere, cohorts = scopes_of(person, role, "cohort")
    if everywhere:
        return ~Q(pk=None)
    _everywhere, programmes = scopes_of(person, role, "programme")
    return Q(public_id__in=cohorts) | Q(programme_key__in=programme_keys(programmes))


def holds_in(cohorts: Sequence[tuple[str, UUID]]) -> Q:
    """The same asked from the other side, of role grants: those that hold in one of these cohorts (public id, programme key).

    Where a role is given for a scope only, such as a facilitator's, the database knows no grant of it for everywhere.
    """
    here = Q(scope_kind="cohort", scope_key__in=[ref for ref, _key in cohorts])
    here |= Q(scope_kind="programme", scope_key__in=[str(key) for _ref, key in cohorts])
    return here | Q(scope_kind="")


class Cohorts(QuerySet):
    def run_by(self, person: Any) -> Self:
        """Those whose manager the person is today."""
        return self.filter(_where(person, "manager"))

    def taught_by(self, person: Any) -> Self:
        """Those whose workshops the person plans and whose registers they keep today: its managers and facilitators."""
        return self.filter(_where(person, "manager") | _where(person, "facilitator"))

    def facilitated_by(self, person: Any) -> Self:
        """Those whose facilitator the person is today, of the cohort or of its programme."""
        return self.filter(_where(person, "facilitator"))

    def inspected_by(self, person: Any) -> Self:
        """Those that an inspection of the person's is about today."""
        return self.filter(_where(person, "inspector"))

    def readable_by(self, person: Any) -> Self:
        """Those that one runs; an inspector looks at those that the inspection is about."""
        return self.filter(_where(person, "manager") | _where(person, "inspector"))


class Cohort(Record):
    """A group of learners on one programme. Its managers and facilitators are role grants with this cohort or its programme as scope.

    `capacity`: how many people may have a place, None for as many as come. `takes_requests`: whether people ask for a place themselves.
    """

    title = models.CharField(_("name"), max_length=120)
    programme_key = models.UUIDField(db_index=True)
    starts_on = models.DateField(_("starts on"), default=clock.today)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    takes_requests = models.BooleanField(_("people may ask for a place"), default=False, db_default=False)

    objects = Cohorts.as_manager()

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="cohort_has_a_name"),
            models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:cohort", args=[self.public_id.lower()])

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed: nobody new comes in (services.enrol.refuse_over)."""
        return self.is_over_on(clock.today())

    def is_over_on(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on < day

    @property
    def context_key(self) -> str:
        """How an invitation names this cohort."""
        return f"cohort:{self.public_id}"


def place_code(public_id: str) -> str:
    """What stands for somebody in reports and on charts: a place's own code, which no address and no blind mark shares."""
    return f"P-{public_id[:7]}"


class Enrolments(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own, and those in cohorts that one manages."""
        return self.filter(Q(person__in=selves(person)) | Q(cohort__in=Cohort.objects.run_by(person)))

    def taken(self) -> Self:
        """Those that somebody has: a place is given back by leaving, and by nothing else."""
        return self.filter(state__in=("active", "completed"))

    def learning(self) -> Self:
        """Those that open the lessons: also after the last module, because people look things up."""
        return self.filter(state__in=("active", "completed"))


class Enrolment(Record):
    """Somebody has a place in a cohort."""

    STATES = [("active", _("learning")), ("left", _("left the programme")), ("completed", _("completed"))]
    MOVES = ENROLMENT_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=10, choices=STATES, default="active")
    since_on = models.DateField(default=clock.today)

    history = HistoricalRecords()
    objects = Enrolments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cohort"], condition=Q(state="active"), name="one_active_enrolment"),
            models.CheckConstraint(condition=Q(state__in=("active", "left", "completed")), name="enrolment_state_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def code(self) -> str:
        return place_code(self.public_id)

    @property
    def context_key(self) -> str:
        """How a test attempt names this place (decisions.md 26)."""
        return f"enrolment:{self.public_id}"
