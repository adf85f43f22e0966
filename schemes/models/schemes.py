"""Schemes and their versions: what is asked for, released once and never changed."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.core.append_only import append_only
from lms.core.models import Record
from schemes.dates import authority_day
from schemes.files.scheme_file import SchemeFile, from_body, version_of
from schemes.requirements import Version
from schemes.standing import Terms


class Scheme(Record):
    """A certification scheme by name. What it asks for stands in its versions."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    authority = models.CharField(_("authority"), max_length=200)
    about = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("schemes:needs", args=[self.code])


class CredentialType(models.Model):
    """What a scheme awards. Its identity belongs to the scheme, its terms to each version (architecture.md 4)."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="credential_types")
    key = models.SlugField(max_length=60)
    title = models.CharField(_("title"), max_length=120)
    neutral_titles = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "key"], name="one_credential_type_per_key")]

    def __str__(self) -> str:
        return self.title


class SchemeVersions(models.QuerySet["SchemeVersion"]):
    def in_force(self, on: date | None = None) -> Self:
        """Those under which people may apply on a day (today when left out), newest last."""
        return self.filter(effective_from__lte=on or authority_day()).order_by("effective_from", "number")


@append_only
class SchemeVersion(models.Model):
    """One released version: canonical JSON and its SHA-256. An application pins one, and nothing moves it silently."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    credential_type = models.ForeignKey(CredentialType, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    terms = models.JSONField()
    sources = models.JSONField(default=list)
    effective_from = models.DateField()
    released_at = models.DateTimeField(default=timezone.now)

    objects = SchemeVersions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_scheme_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="scheme_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.number}"

    @property
    def file(self) -> SchemeFile:
        """What the version says, as the pure engine reads it."""
        return _read(self.sha256, self.body)

    @property
    def rules(self) -> Version:
        return version_of(self.file, self.sha256)

    @property
    def title(self) -> str:
        return self.file.credential.title

    @property
    def read_terms(self) -> Terms:
        return self.file.terms


@lru_cache(maxsize=64)
def _read(sha256: str, body: str) -> SchemeFile:
    # A released body never changes, so its hash is as good a key as any.
    return from_body(json.loads(body))
