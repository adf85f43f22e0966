"""The product: what learners are taught, frozen. Rows are written once; words that a person may take back live beside them."""

import json
import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core import clock
from lms.core.append_only import append_only, erasable

CHANGES = [
    ("new", _("New version: new starters only")),
    ("fix", _("Fix: everybody, at their next page")),
    ("must_read", _("Must-read: everybody, with a card that says what changed and why")),
]
PERSPECTIVES = [("lived_experience", _("lived experience")), ("safeguarding", _("safeguarding"))]


class Editions(QuerySet):
    """Editions, mostly read without their long content."""

    def light(self) -> Self:
        """Without the content, which only drawing needs."""
        return self.defer("content")

    def taught(self, at: datetime | None = None) -> Self:
        """The edition released last among those in effect, of each module: what a new starter gets.

        By release and not by day: an edition whose day comes late never takes back what was released after it.
        """
        in_effect = ModuleEdition.objects.filter(module_key=OuterRef("module_key"), effective_from__lte=at or clock.now())
        return self.filter(pk=Subquery(in_effect.order_by("-pk").values("pk")[:1]))


@append_only
class ModuleEdition(models.Model):
    """One released edition of a module: canonical JSON with its hash. `module_key` points to the page, which may go."""

    module_key = models.UUIDField(db_index=True)
    programme_key = models.UUIDField(db_index=True)
    number = models.CharField(max_length=8)
    slug = models.SlugField(max_length=80, db_index=True)
    title = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField(default=0)
    schema_version = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    outline = models.JSONField()
    change = models.CharField(max_length=10, choices=CHANGES)
    note = models.CharField(max_length=300, blank=True)
    reviewed_as = models.JSONField(default=list)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)
    effective_from = models.DateTimeField(default=timezone.now, db_index=True)

    objects = Editions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module_key", "number"], name="one_edition_per_number"),
            models.CheckConstraint(condition=Q(change__in=[kind for kind, _words in CHANGES]), name="edition_change_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def read(self) -> dict[str, Any]:
        """The content as values."""
        content: dict[str, Any] = json.loads(self.content)
        return content

    @property
    def is_reviewed(self) -> bool:
        """Whether people of both perspectives had read exactly this before it was released (decisions.md 34)."""
        return {perspective for perspective, _words in PERSPECTIVES} <= set(self.reviewed_as)


@erasable
class EditionFragment(models.Model):
    """Words that somebody lent us: out of the content, so that taking them back leaves every hash whole (decisions.md 9)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.TextField()
    consent_ref = models.CharField(max_length=10, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.sha256[:12]


@append_only
class Redaction(models.Model):
    """A fragment of an edition was taken back. The count of these is part of the key of everything drawn from the edition."""

    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="redactions")
    fragment_sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)
    # Empty when `tick` finished what a withdrawal on another way had left open.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "fragment_sha256"], name="one_redaction_per_fragment")]

    def __str__(self) -> str:
        return self.fragment_sha256[:12]


@append_only
class ModuleReview(models.Model):
    """Somebody read exactly these words of a module and stands for them. A changed word needs a new reading."""

    public_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module_key = models.UUIDField(db_index=True)
    content_sha256 = models.CharField(max_length=64, db_index=True)
    perspective = models.CharField(max_length=20, choices=PERSPECTIVES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_sha256", "perspective", "by"], name="one_review_per_reader"),
            models.CheckConstraint(condition=Q(perspective__in=[key for key, _words in PERSPECTIVES]), name="review_perspective_known"),
        ]

    def __str__(self) -> str:
        return self.perspective
