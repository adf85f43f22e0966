"""Roles and relations: dated rows, each with a scope or two people. Ended, never deleted."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Envelope, Record

INSPECTS_FOR = timedelta(days=90)

ROLES = [
    ("assessor", _("Assessor")),
    ("supervisor", _("Supervisor")),
    ("manager", _("Programme manager")),
    ("board", _("Certification board")),
    ("editor", _("Editor")),
    ("admin", _("Administrator")),
    ("quality", _("Quality assurer")),
    ("safeguarding", _("Safeguarding lead")),
    ("privacy", _("Privacy officer")),
    ("inspector", _("Inspector")),
    ("organisation", _("Organisation")),
    ("facilitator", _("Facilitator")),
]
SCOPES = [
    ("", _("everywhere")),
    ("programme", _("a programme")),
    ("cohort", _("a cohort")),
    ("organisation", _("an organisation")),
    ("framework", _("a framework")),
]


# Where each role may hold. A role that asks for no scope when it is used must not be given with one: it would hold everywhere.
SCOPES_OF = {
    "manager": ("", "programme", "cohort"),
    "safeguarding": ("", "programme", "cohort"),
    "inspector": ("", "programme", "cohort"),
    "organisation": ("organisation",),
    "facilitator": ("programme", "cohort"),
}
EVERYWHERE_ONLY = [role for role, _words in ROLES if role not in SCOPES_OF]


class Dated(models.QuerySet):
    """Rows that hold from a day until another day, both included; `ended_at` closes the last day at an instant."""

    def in_force(self, on: date | None = None) -> Self:
        """Those that hold on `on` (today when left out). What ended a minute ago held earlier today, and does not hold now."""
        day = on or clock.today()
        return self.in_force_at(day, clock.now()) if day >= clock.today() else self._dated(day).exclude(ended_at__date__lt=day)

    def in_force_at(self, day: date, now: datetime) -> Self:
        """Those that hold on a day, today or later, without those that ended by now."""
        return self._dated(day).exclude(ended_at__lte=now)

    def _dated(self, day: date) -> Self:
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class RoleGrant(Record):
    """Somebody has a role, here, from a day, until a day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=ROLES)
    scope_kind = models.CharField(max_length=20, choices=SCOPES, blank=True)
    scope_key = models.CharField(max_length=60, blank=True)
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="role_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(scope_kind="", scope_key="") | (~Q(scope_kind="") & ~Q(scope_key="")), name="role_scope_whole"
            ),
            # No end at all would be unknown, and what is unknown passes a check: it is asked for by itself.
            models.CheckConstraint(
                condition=~Q(role="inspector") | Q(until_on__isnull=False, until_on__lte=F("from_on") + INSPECTS_FOR),
                name="inspector_for_at_most_90_days",
            ),
            models.CheckConstraint(condition=~Q(given_by=F("person")) | Q(given_by__isnull=True), name="nobody_gives_themselves_a_role"),
            models.CheckConstraint(condition=~Q(role__in=EVERYWHERE_ONLY) | Q(scope_kind=""), name="role_holds_where_it_is_asked"),
            models.CheckConstraint(
                condition=~Q(role="facilitator") | Q(scope_kind__in=SCOPES_OF["facilitator"]), name="facilitator_of_some_group"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope_kind", "scope_key"], condition=Q(until_on__isnull=True), name="one_open_role_per_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.role


@append_only
class RoleEvent(Envelope):
    """That a role was given, ended or handed over: by whom, and from which day. The reason stands in the words."""

    ACTS = [("given", _("given")), ("ended", _("ended")), ("handed_on", _("handed on")), ("taken_over", _("taken over"))]

    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=10, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return self.act


class Relation(Record):
    """`by` supervises or manages `of`; or the two have declared a conflict of interest (decisions.md 29)."""

    KINDS = [("supervises", _("supervises")), ("manages", _("manages")), ("conflict", _("declared conflict"))]

    kind = models.CharField(max_length=12, choices=KINDS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relations_by")
    of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relations_of")
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()
    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("of")), name="relation_needs_two"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="relation_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["kind", "by", "of"], condition=Q(until_on__isnull=True), name="one_open_relation"),
        ]

    def __str__(self) -> str:
        return self.kind


@append_only
class RelationEvent(Envelope):
    """That a tie was made or ended, by whom, and from which day."""

    ACTS = [("made", _("made")), ("ended", _("ended"))]

    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="events")
    act = models.CharField(max_length=10, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return self.act


class Organisation(Record):
    """A partner: an employer, a placement, a training provider."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_active = models.BooleanField(default=True)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.name
