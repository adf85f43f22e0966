"""The papers of a copy as its holder meets them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.models import Copy
from certificates.models.copies import StoredBytes
from certificates.services.issue import MAIN


@dataclass(frozen=True)
class Kind:
    """`file_name` says neither a name nor what it certifies: downloads are seen by whoever shares the computer."""

    layout: str
    label: str | Promise
    file_name: str


PAPERS = (
    Kind(MAIN, _("Download PDF"), "certificate.pdf"),
    Kind("large", _("Large print"), "certificate-large-print.pdf"),
    Kind("card", _("Wallet card"), "certificate-card.pdf"),
)


@dataclass(frozen=True)
class Paper:
    stored: StoredBytes
    file_name: str


def paper_of(copy: Copy, layout: str) -> Paper | None:
    """One stored paper of a copy; None when the copy has none of that kind."""
    kind = next((kind for kind in PAPERS if kind.layout == layout), None)
    if kind is None:
        return None
    stored: StoredBytes | None = copy if layout == MAIN else copy.papers.filter(layout=layout).first()
    return Paper(stored, kind.file_name) if stored else None
