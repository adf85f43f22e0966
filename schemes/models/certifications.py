"""A person's standing under a scheme, kept as events that can only be added."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import inspects_everywhere, roles_of, selves
from lms.core import ids
from lms.core.append_only import append_only
from lms.core.models import Envelope, Record
from schemes.models.applications import Decision
from schemes.models.schemes import CredentialType, SchemeVersion
from schemes.standing import EventKind


class Certifications(models.QuerySet["Certification"]):
    def readable_by(self, person: User) -> Self:
        """One's own; the certification board reads all, and so does an inspection of everything."""
        reads = "board" in roles_of(person) or inspects_everywhere(person)
        return self.all() if reads else self.filter(person__in=selves(person))

    def of(self, person: User) -> Self:
        return self.filter(person__in=selves(person))


class Certification(Record):
    """One person's certification of one type. It never closes: its standing changes, and its number stays."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certifications")
    credential_type = models.ForeignKey(CredentialType, on_delete=models.PROTECT, related_name="certifications")
    number = models.CharField(max_length=11, unique=True, default=ids.new_number, editable=False)

    objects = Certifications.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "credential_type"], name="one_certification_per_type")]

    def __str__(self) -> str:
        return self.shown_number

    def get_absolute_url(self) -> str:
        return reverse("schemes:certificate", args=[self.public_id])

    @property
    def shown_number(self) -> str:
        return ids.show_number(self.number)


@append_only
class CertificationEvent(Envelope):
    """One entry of a certification's record, chained to the one before.

    `body` is the canonical text that `hash` covers: ids, dates and codes, no names (credentials.md 5). The board's private
    note is erasable words; only its salted hash is in the body.
    """

    KINDS = [
        (EventKind.AWARDED.value, _("Awarded")),
        (EventKind.RENEWED.value, _("Renewed")),
        (EventKind.SUSPENDED.value, _("Suspended")),
        (EventKind.LIFTED.value, _("Suspension lifted")),
        (EventKind.REVOKED.value, _("Revoked")),
        (EventKind.SURRENDERED.value, _("Given up by the holder")),
        (EventKind.CONDITIONS_SET.value, _("Conditions set")),
        (EventKind.CONDITIONS_ENDED.value, _("Conditions ended")),
    ]

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    effective_on = models.DateField()
    by_ref = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    public_text = models.CharField(max_length=300, blank=True)
    scheme_version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, null=True, related_name="events")
    term_from = models.DateField(null=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="event")
    body = models.TextField()
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["certification", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["certification", "seq"], name="one_event_per_place"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="event_seq_from_one"),
            models.CheckConstraint(
                condition=~Q(kind__in=["awarded", "renewed"]) | Q(scheme_version__isnull=False, term_from__isnull=False),
                name="award_names_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certification_id} {self.seq}: {self.kind}"
