"""What copies say, under a new operator key (lms.core.key_rotation)."""

from collections.abc import Iterator

from django.db import transaction

from certificates.models import Copy, CopySnapshot
from certificates.models.copies import SEALED_AS
from lms.core.append_only import purge_permit
from lms.core.registry import register
from lms.core.sealed import CannotOpen, resealed

BATCH = 50  # one permit, and one line in its log, for so many


def reseal_snapshots() -> Iterator[str]:
    pks = list(CopySnapshot.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield from _batch(pks[start : start + BATCH])


@transaction.atomic
def _batch(pks: list[int]) -> list[str]:
    """The database lets no snapshot change, so each goes and comes again. The copies are locked first, as an erasure locks them:
    what was erased meanwhile does not come back, and what came back is erased."""
    held = list(Copy.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    there = CopySnapshot.objects.select_related("copy").in_bulk([copy.pk for copy in held])
    fates = {pk: _again(row) for pk, row in there.items()}
    fresh = [row for row in fates.values() if isinstance(row, CopySnapshot)]
    if fresh:
        with purge_permit(purpose="redaction", by_ref="", reason="operator key rotated: sealed again under the new key"):
            CopySnapshot.objects.filter(pk__in=[row.pk for row in fresh]).delete()
            CopySnapshot.objects.bulk_create(fresh)
    return [fate if isinstance(fate, str) else "new" for fate in fates.values()]


def _again(row: CopySnapshot) -> CopySnapshot | str:
    try:
        fresh = resealed(bytes(row.sealed), SEALED_AS.format(row.copy.public_id))
    except CannotOpen:
        return "lost"
    return "same" if fresh is None else CopySnapshot(copy=row.copy, sealed=fresh)


register("reseal", "certificates", reseal_snapshots)
