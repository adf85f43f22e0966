"""What can be shown, how it is judged, and who may judge it (decisions.md 28)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assessments.frameworks import Competency
from assessments.judging import Plan
from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Record


class Framework(Record):
    """A set of competencies with one name; what it says stands in its versions."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="framework_has_a_title")]

    def __str__(self) -> str:
        return self.title


@append_only
class FrameworkVersion(models.Model):
    """A framework as it was released: numbered, hashed, never changed."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="one_framework_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="framework_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.number}"

    @property
    def is_reviewed(self) -> bool:
        return bool(self.content["reviewed"])

    def competencies(self) -> list[Competency]:
        """In the order of the framework."""
        return [Competency.read(each) for each in self.content["competencies"]]

    def competency(self, key: str) -> Competency | None:
        return next((each for each in self.competencies() if each.key == key), None)


@append_only
class PlanVersion(models.Model):
    """How one competency of one framework version is judged: methods, who may, what passes (assessments.judging.Plan)."""

    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="plans")
    competency = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    methods = models.JSONField()
    supervisor_may_assess = models.BooleanField()
    pass_rule = models.CharField(max_length=40)
    another_assessor_after_not_yet = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework_version", "competency", "number"], name="one_plan_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="plan_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.competency} {self.number}"

    @property
    def plan(self) -> Plan:
        return Plan(tuple(self.methods), self.supervisor_may_assess, self.pass_rule, self.another_assessor_after_not_yet)


class AuthorisationQuerySet(models.QuerySet["Authorisation"]):
    def in_force(self, on: date | None = None) -> Self:
        """Those that hold on a day (today when left out), both ends included."""
        day = on or clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)

    def of(self, assessor: models.Model) -> Self:
        return self.filter(assessor=assessor)


class Authorisation(Record):
    """Somebody may judge one competency of one framework version, from a day until a day."""

    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorisations")
    framework_version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="authorisations")
    competency = models.CharField(max_length=60)
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()
    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="authorisation_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(assessor=F("given_by")), name="nobody_authorises_themselves"),
            models.UniqueConstraint(
                fields=["assessor", "framework_version", "competency"],
                condition=Q(until_on__isnull=True),
                name="one_open_authorisation_per_competency",
            ),
        ]
        indexes = [models.Index(fields=["framework_version", "competency", "assessor"])]

    def __str__(self) -> str:
        return self.competency
