"""Wordings that people sign, and the signatures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import append_only
from lms.core.ids import PublicIdField


class Statement(models.Model):
    """Something to agree to, by name: a code of ethics."""

    code = models.SlugField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.code


@append_only
class StatementVersion(models.Model):
    """One released wording, in Markdown. Whoever signed it can always read what they signed."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    wording = models.TextField()
    sha256 = models.CharField(max_length=64)
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="one_statement_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0) & ~Q(wording=""), name="statement_version_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def heading(self) -> str:
        """The wording's own first heading, else its title."""
        first, _, _ = self.wording.partition("\n")
        return first.removeprefix("# ").strip() if first.startswith("# ") else self.title

    @property
    def text(self) -> str:
        """The wording below its heading, which the page shows as its own."""
        first, _, rest = self.wording.partition("\n")
        return rest.strip() if first.startswith("# ") else self.wording


@append_only
class Attestation(models.Model):
    """Somebody signed a wording. `signed_on` is the day where the person was; a second press on one day is one signature."""

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attestations")
    statement_version = models.ForeignKey(StatementVersion, on_delete=models.PROTECT, related_name="attestations")
    signed_on = models.DateField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "statement_version", "signed_on"], name="one_signature_a_day")]

    def __str__(self) -> str:
        return self.public_id
