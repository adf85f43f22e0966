"""Consent to a wording: the wording never changes, the consent is dated and can be withdrawn (decisions.md 16)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

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


class Consent(Record):
    """Somebody said yes to a wording, and perhaps later no."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT)
    given_at = models.DateTimeField(default=timezone.now)
    via = models.CharField(max_length=40, blank=True)
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_via = models.CharField(max_length=40, blank=True)
    effect_done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")), name="consent_withdrawn_later"
            ),
            models.UniqueConstraint(fields=["person", "text"], condition=Q(withdrawn_at__isnull=True), name="one_open_consent_per_text"),
        ]

    def __str__(self) -> str:
        return str(self.text_id)
