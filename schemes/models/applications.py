"""Applications, the frozen reports they are decided on, and the decisions."""

from __future__ import annotations

import json
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import inspects_everywhere, roles_of, selves
from lms.core.append_only import append_only
from lms.core.ids import PublicIdField
from lms.core.models import Envelope, Record
from schemes.models.schemes import CredentialType, SchemeVersion
from schemes.requirements import Report
from schemes.states import APPLICATION_MOVES, OPEN, STATES


class Applications(models.QuerySet["Application"]):
    def readable_by(self, person: User) -> Self:
        """One's own; and for the certification board and an inspection of everything, those that were sent."""
        mine = Q(person__in=selves(person))
        reads = "board" in roles_of(person) or inspects_everywhere(person)
        return self.filter(mine | ~Q(sent_at=None) if reads else mine)

    def of(self, person: User) -> Self:
        return self.filter(person__in=selves(person))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def waiting_for_the_board(self) -> Self:
        """Oldest first: the order in which they are answered."""
        return self.filter(state="submitted").order_by("sent_at", "pk")


class Application(Record):
    """Somebody asks to be certified under one version of a scheme; the version stays theirs until it is decided.

    The three name fields are chosen by the holder here: what is printed, in which language it is, and the part of it
    that a checker has to know.
    """

    MOVES = APPLICATION_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications")
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="applications")
    credential_type = models.ForeignKey(CredentialType, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    sent_at = models.DateTimeField(null=True)
    certificate_name = models.CharField(_("name on the certificate"), max_length=200, blank=True)
    certificate_name_lang = models.CharField(_("language of that name"), max_length=12, blank=True)
    check_name = models.CharField(_("the part a checker types"), max_length=200, blank=True)

    objects = Applications.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "credential_type"], condition=Q(state__in=OPEN), name="one_open_application_per_type"
            ),
            models.CheckConstraint(condition=Q(state__in=[code for code, _ in STATES]), name="application_state_known"),
            models.CheckConstraint(condition=~Q(state="submitted") | Q(sent_at__isnull=False), name="application_sent_at_a_time"),
        ]
        indexes = [models.Index(fields=["state", "sent_at"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("schemes:case", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the board calls the case: nobody's name stands in a list."""
        return f"R-{self.public_id[:5]}"

    @property
    def is_waiting(self) -> bool:
        return self.state == "submitted"


@append_only
class CaseReport(models.Model):
    """A report as it was on a day, frozen: a decision points to exactly what the board read."""

    public_id = PublicIdField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="reports")
    on = models.DateField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "on", "sha256"], name="same_report_once")]

    def __str__(self) -> str:
        return self.fingerprint

    @property
    def report(self) -> Report:
        return Report.from_dict(json.loads(self.body))

    @property
    def fingerprint(self) -> str:
        """Eight digits that two people can read to each other."""
        return f"{self.sha256[:4]} {self.sha256[4:8]}"


@append_only
class Decision(Envelope):
    """What one board member decided, on which report. Never edited; its reasons are erasable words."""

    OUTCOMES: ClassVar = [
        ("award", _("Awarded")),
        ("not_this_time", _("Not awarded this time")),
        ("ask_for_more", _("One more thing is needed")),
    ]

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    report = models.ForeignKey(CaseReport, on_delete=models.PROTECT, related_name="decisions")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="scheme_decisions")
    outcome = models.CharField(max_length=14, choices=OUTCOMES)
    decided_on = models.DateField()
    no_conflict_declared = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=~Q(outcome="ask_for_more"), name="one_final_decision"),
            models.CheckConstraint(condition=Q(no_conflict_declared=True), name="decider_declared_no_conflict"),
            models.CheckConstraint(condition=Q(outcome__in=["award", "not_this_time", "ask_for_more"]), name="decision_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.public_id
