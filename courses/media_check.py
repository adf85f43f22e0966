"""What `check_records` asks about the files of editions: whether each is there, unless somebody took it back (invariant 2)."""

from collections.abc import Iterator

from lms.core.registry import Problem

from .models import EditionMedia, EditionMediaUse


def media_problems() -> Iterator[Problem]:
    """Sizes only: hashing every film each night would read all of the store. Two statements and one look-up for each file."""
    for media in EditionMedia.objects.iterator():
        row = f"courses.EditionMedia {media.pk[:12]}"
        if not media.file.storage.exists(media.file.name):
            yield Problem(2, row, "the bytes are gone")
        elif media.file.storage.size(media.file.name) != media.size:
            yield Problem(2, row, "the bytes are not as long as they were")
    lent = EditionMediaUse.objects.exclude(consent_ref="").values("sha256")
    missing = EditionMediaUse.objects.exclude(sha256__in=EditionMedia.objects.values("pk")).exclude(sha256__in=lent)
    for sha256, edition in missing.values_list("sha256", "edition_id"):
        yield Problem(
            2, f"courses.EditionMediaUse {sha256[:12]}", f"edition {edition} names a file that nobody took back and that is not there"
        )
