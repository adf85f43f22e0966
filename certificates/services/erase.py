"""Taking back what copies say. The numbers stay as tombstones."""

from django.db import transaction

from accounts.models import User
from certificates import storage
from certificates.models import Copy, CopyPaper, CopySnapshot


def erase_copies(*, person: User) -> int:
    """Delete the snapshots of a person's copies now and their files on commit. Returns how many copies there were.

    Runs inside the transaction and the purge permit of accounts.services.erase. Safe to repeat: after a restore the
    files of copies without a snapshot are removed again.
    """
    copies = list(Copy.objects.select_for_update(of=("self",)).filter(certification__person=person).order_by("pk"))
    CopySnapshot.objects.filter(copy__in=copies).delete()
    papers = CopyPaper.objects.filter(copy__in=copies).values_list("storage_key", flat=True)
    files = [*(copy.storage_key for copy in copies), *papers]
    transaction.on_commit(lambda: _remove(files, [copy.key for copy in copies]), robust=True)
    return len(copies)


def _remove(files: list[str], keys: list[str]) -> None:
    for name in files:
        storage.private().delete(name)
    for key in keys:  # whatever a killed worker left beside them
        storage.sweep(key)
