"""The bytes of recordings that somebody takes back, and of files that no edition came to use."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from courses.models import EditionMedia, EditionMediaUse
from lms.core.append_only import purge_permit

BATCH = 500


@transaction.atomic
def erase_story_media(*, consent_ref: str, by: User | None, reason: str) -> list[tuple[int, str]]:
    """Delete every file that stands in an edition by this consent, rows and bytes, and return (edition id, sha256) of each use.

    The act of taking back has asked for the permission and writes the Redactions (courses.services.take_back_story). The same bytes are
    gone from editions that use them without a consent, too: a recording is its speaker's wherever it stands (docs/decisions/0102). Their
    uses are returned as well. Safe to repeat.
    """
    mine = EditionMediaUse.objects.filter(consent_ref=consent_ref).values("sha256") if consent_ref else EditionMediaUse.objects.none()
    uses = list(EditionMediaUse.objects.filter(sha256__in=mine).values_list("edition_id", "sha256"))
    gone = EditionMedia.objects.filter(pk__in={sha256 for _edition, sha256 in uses})
    if gone.exists():
        with purge_permit(purpose="redaction", by_ref=by.public_id if by else "", reason=reason):
            _delete(gone)
    return uses


def erase_unused_media(before: datetime) -> int:
    """Delete what previews left behind: files older than `before` that no edition uses. Returns how many."""
    unused = EditionMedia.objects.filter(made_at__lt=before).exclude(pk__in=EditionMediaUse.objects.values("sha256"))
    if not unused.exists():
        return 0
    with purge_permit(purpose="retention", by_ref="", reason="files of drafts that no edition uses"):
        return _delete(unused)


def _delete(rows: QuerySet[EditionMedia]) -> int:
    """The bytes go when the rows are gone for good: a rolled-back transaction must find them."""
    files = [row.file for row in rows]
    rows.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]
    return len(files)
