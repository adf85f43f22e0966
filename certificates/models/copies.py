"""One issued copy: an immutable row, its papers, and the erasable snapshot of what it says."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from certificates.rendering.snapshot import Snapshot
from lms.core.append_only import append_only, erasable
from lms.core.ids import PublicIdField, show_number
from lms.core.sealed import open_for_operator, seal_for_operator

SEALED_AS = "certificates.copy:{}"


class StoredBytes(models.Model):
    """Bytes that are stored once and served as they are: where, how many, and their SHA-256."""

    storage_key = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Copies(models.QuerySet["Copy"]):
    def readable_by(self, person: models.Model) -> Self:
        """One's own. The board decides standings in schemes; nobody but the holder opens a holder's papers."""
        return self.filter(certification__person__in=selves(person))

    def current(self) -> Self:
        """Those that no newer copy has replaced."""
        return self.filter(superseded__isnull=True)

    def opened(self) -> Self:
        """With what is needed to say what they are, in the same query."""
        return self.select_related("snapshot", "superseded", "certification")


@append_only
class Copy(StoredBytes):
    """One copy of a certificate; its own bytes are the certificate itself, further papers stand in CopyPaper.

    `number` stays through reissue, `code` is this copy's alone and stands here only as a keyed hash. `key` makes asking
    twice give the same copy. A neutral copy has a number of its own (decisions.md 18).
    """

    STANDARD, NEUTRAL = "standard", "neutral"
    KINDS = [(STANDARD, _("Certificate")), (NEUTRAL, _("Copy with a neutral title"))]

    public_id = PublicIdField()
    certification = models.ForeignKey("schemes.Certification", on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=10, choices=KINDS, default=STANDARD)
    number = models.CharField(max_length=11, db_index=True)
    code_hmac = models.BinaryField(max_length=16, unique=True)
    key = models.CharField(max_length=150, unique=True)
    issued_at = models.DateTimeField(default=timezone.now)

    objects = Copies.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["standard", "neutral"]), name="copy_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="copy_has_bytes"),
        ]

    def __str__(self) -> str:
        return self.shown_number

    def get_absolute_url(self) -> str:
        return reverse("certificates:copy", args=[self.public_id])

    @property
    def shown_number(self) -> str:
        return show_number(self.number)

    @property
    def is_erased(self) -> bool:
        """Whether the holder took back what it says. What is left is a number that can never be given again."""
        return not hasattr(self, "snapshot")

    @property
    def is_current(self) -> bool:
        return not hasattr(self, "superseded")


@erasable
class CopySnapshot(models.Model):
    """Everything that is printed on a copy, name and code included, sealed with the operator's key."""

    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, related_name="snapshot", primary_key=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "sealed"

    @classmethod
    def of(cls, copy: Copy, snapshot: Snapshot) -> Self:
        """Not saved yet. The seal names the copy, so a snapshot cannot be moved to another one."""
        return cls(copy=copy, sealed=seal_for_operator(snapshot.to_json(), SEALED_AS.format(copy.public_id)))

    def open(self) -> Snapshot:
        """Raises sealed.CannotOpen with another key, for another copy, or after a change."""
        return Snapshot.from_json(open_for_operator(bytes(self.sealed), SEALED_AS.format(self.copy.public_id)))


@append_only
class CopyPaper(StoredBytes):
    """Another paper of the same copy: large print, wallet card."""

    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="papers")
    layout = models.CharField(max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "layout"], name="one_paper_per_layout"),
            models.CheckConstraint(condition=Q(size__gt=0), name="paper_has_bytes"),
        ]

    def __str__(self) -> str:
        return self.layout


@append_only
class CopySuperseded(models.Model):
    """That a newer copy took the place of this one. The older one says so to whoever checks it, without a name."""

    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, related_name="superseded", primary_key=True)
    by = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="replaces")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(copy=F("by")), name="copy_replaces_another")]

    def __str__(self) -> str:
        return "superseded"
