"""Consent to a wording: the wording never changes, the consent is dated and can be withdrawn (decisions.md 16)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lms.core import clock
from lms.core.append_only import append_only
from lms.core.models import Record


@append_only
class ConsentText(models.Model):
    """One wording of one purpose in one language."""

    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, default="en-gb")
    wording = models.TextField()
    sha256 = models.CharField(max_length=64)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "version", "language"], name="one_wording_per_version")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Consents(models.QuerySet["Consent"]):
    def says_yes(self, purpose: str, about_key: str = "", at: datetime | None = None) -> Self:
        """Yeses that hold: not taken back, and their time is not up."""
        lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=at or clock.now())
        return self.filter(lasting, purpose=purpose, about_key=about_key, is_yes=True, withdrawn_at__isnull=True)


class Consent(Record):
    """Somebody answered a wording, and perhaps took the answer back later.

    A "no" is kept too, so that nobody is asked again and again. `about_key` says what the answer is about where one purpose has several
    answers side by side ("organisation:7K4Q92XD3M"). `purpose` is the text's, copied, so that the database can refuse two open answers.
    `withdrawn_at` ends a yes; `effect_done_at` is when what follows from that had been carried out.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT)
    purpose = models.CharField(max_length=40)
    about_key = models.CharField(max_length=60, blank=True)
    is_yes = models.BooleanField(default=True)
    given_at = models.DateTimeField(default=timezone.now)
    via = models.CharField(max_length=40, blank=True)
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_via = models.CharField(max_length=40, blank=True)
    effect_done_at = models.DateTimeField(null=True)

    objects = Consents.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")), name="consent_withdrawn_later"
            ),
            models.CheckConstraint(
                condition=Q(effect_done_at__isnull=True) | Q(withdrawn_at__isnull=False), name="consent_effect_of_a_withdrawal"
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "about_key"], condition=Q(withdrawn_at__isnull=True), name="one_open_answer_per_purpose"
            ),
        ]
        indexes = [models.Index(fields=["purpose", "about_key"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_id}"

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None
