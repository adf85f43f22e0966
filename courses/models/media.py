"""Files that editions use, kept by the hash of their bytes: what an editor changes in the library changes nothing that was released."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import StoryConsent
from accounts.queries import roles_of
from lms.core.append_only import append_only, erasable
from lms.core.models.files import private_storage
from lms.core.permissions import allowed

from .cohorts import Cohort
from .editions import ModuleEdition
from .taught import taught_from
from .withdrawals import StepWithdrawal

# Whoever works on lessons sees drafts, so also files that no edition uses yet.
WORK_ON_LESSONS = ("courses.release_edition", "courses.review_as_safeguarding", "courses.review_as_lived_experience")


def place_of(media: "EditionMedia", filename: str) -> str:
    """By hash, so that the same bytes lie there once. The editor's file name is not kept."""
    return f"editions/{media.sha256[:2]}/{media.sha256}"


class EditionMediaFiles(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """What the editions hold that the person is or was taught, or may print for a record: whoever prints an edition
        (courses.queries.taught) sees its pictures. Everything for those who work on lessons and for quality assurers."""
        return self if _looks_at_all(person) else self._used_in(taught_from(person, "edition") | _on_record(person))

    def on_record_for(self, person: Any) -> Self:
        """Of these, what somebody sees also while its step is looked after: a record puts nothing aside."""
        return self if _looks_at_all(person) else self._used_in(_on_record(person))

    def with_withdrawals(self) -> Self:
        """`was_withdrawn`: whether a step of a module with this file ever was. Nothing more has to be asked where none was."""
        modules = ModuleEdition.objects.filter(media_uses__sha256=OuterRef(OuterRef("pk"))).values("module_key")
        return self.annotate(was_withdrawn=Exists(StepWithdrawal.objects.filter(module_key__in=modules)))

    def _used_in(self, shown: Q) -> Self:
        return self.filter(pk__in=EditionMediaUse.objects.filter(shown).values("sha256"))


def _looks_at_all(person: Any) -> bool:
    return any(allowed(person, permission) for permission in WORK_ON_LESSONS) or "quality" in roles_of(person)


def _on_record(person: Any) -> Q:
    """Uses by editions of the programmes that somebody runs or inspects a cohort of."""
    if not {"manager", "inspector"} & roles_of(person):
        return Q(pk__in=[])
    return Q(edition__programme_key__in=Cohort.objects.readable_by(person).values("programme_key"))


@erasable
class EditionMedia(models.Model):
    """One file. Of a picture there are several, made once from the one with `source_sha256`: made anew they might differ by a byte."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    file = models.FileField(storage=private_storage, upload_to=place_of, max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    source_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = EditionMediaFiles.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="media_not_empty")]

    def __str__(self) -> str:
        return self.sha256[:12]


class EditionMediaUses(QuerySet):
    def taken_back(self, hashes: Collection[str]) -> frozenset[str]:
        """Of these files those that were lent with a consent while none of the consents they were lent with stands any more."""
        lent = list(self.filter(sha256__in=hashes).exclude(consent_ref="").values_list("sha256", "consent_ref").distinct())
        standing = set(StoryConsent.objects.live().filter(public_id__in={ref for _sha256, ref in lent}).values_list("public_id", flat=True))
        return frozenset(sha256 for sha256, _ref in lent) - {sha256 for sha256, ref in lent if ref in standing}


@append_only
class EditionMediaUse(models.Model):
    """An edition uses a file. `consent_ref`: the story consent with which the file goes. The row stays when the file is gone, and says
    what was there."""

    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="media_uses")
    sha256 = models.CharField(max_length=64, db_index=True)
    consent_ref = models.CharField(max_length=10, blank=True, db_index=True)

    objects = EditionMediaUses.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "sha256", "consent_ref"], name="one_media_use")]

    def __str__(self) -> str:
        return self.sha256[:12]
