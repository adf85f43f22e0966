"""What this app contributes to the acts that cross all apps (lms.core.registry)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, F, Q

from accounts.models import User
from certificates import storage
from certificates.keeping import keep
from certificates.letting_go import PARTS
from certificates.models import Copy
from lms.core.letting_go import erased, planned
from lms.core.registry import Problem, register
from lms.core.sealed import CannotOpen


def export(person: User) -> dict[str, Any]:
    copies = Copy.objects.readable_by(person).opened().prefetch_related("papers", "checks").filter(snapshot__isnull=False)
    return {"copies": [_exported(copy) for copy in copies]}


def _exported(copy: Copy) -> dict[str, Any]:
    says = copy.snapshot.open()
    return {
        "number": copy.shown_number,
        "kind": copy.kind,
        "issued_at": copy.issued_at.isoformat(),
        "replaced_at": None if copy.is_current else copy.superseded.at.isoformat(),
        "name": says.name,
        "title": says.title,
        "awarded_on": says.awarded_on.isoformat(),
        "valid_until": says.valid_until.isoformat() if says.valid_until else None,
        "files_sha256": [copy.sha256, *(paper.sha256 for paper in copy.papers.all())],
        "checks": [{"at": c.at.isoformat(), "answer": c.outcome, "how": c.channel} for c in copy.checks.all()],
    }


def files(person: User) -> Iterator[tuple[str, bytes]]:
    """Every paper as it was issued. One whose bytes are damaged is left out: `check` names it."""
    for copy in Copy.objects.readable_by(person).opened().prefetch_related("papers").filter(snapshot__isnull=False):
        for layout, stored in (("certificate", copy), *((paper.layout, paper) for paper in copy.papers.all())):
            try:
                yield f"certificates/{copy.shown_number}-{copy.issued_at:%Y-%m-%d}-{layout}.pdf", storage.read(stored)
            except storage.Damaged:
                continue


def check() -> Iterable[Problem]:
    """Invariant 7: an issued copy has its bytes and its snapshot; and at most one copy of a kind is the newest."""
    for copy in Copy.objects.opened().prefetch_related("papers").order_by("pk"):
        yield from _erased_problems(copy) if copy.is_erased else _problems(copy)
    newest = Copy.objects.current().order_by().values("certification__public_id", "kind").annotate(count=Count("pk")).filter(count__gt=1)
    for row in newest:
        yield Problem(7, f"certification {row['certification__public_id']}", f"{row['count']} copies of kind {row['kind']} are the newest")
    for pk in Copy.objects.exclude(Q(superseded=None) | Q(superseded__by__number=F("number"))).values_list("public_id", flat=True):
        yield Problem(7, f"copy {pk}", "was replaced by a copy with another number")


def _problems(copy: Copy) -> Iterator[Problem]:
    for stored in (copy, *copy.papers.all()):
        try:
            storage.read(stored)
        except storage.Damaged:
            yield Problem(7, f"copy {copy.public_id}", f"the bytes of {stored.storage_key} are gone or changed")
    try:
        copy.snapshot.open()
    except (CannotOpen, ValueError, KeyError, TypeError):
        yield Problem(7, f"copy {copy.public_id}", "its snapshot does not open")


def _erased_problems(copy: Copy) -> Iterator[Problem]:
    for stored in (copy, *copy.papers.all()):
        if storage.private().exists(stored.storage_key):
            yield Problem(7, f"copy {copy.public_id}", f"was erased and yet {stored.storage_key} is there")


register("erase", "certificates", erased(PARTS))
register("plan", "certificates", planned(PARTS))
register("keep", "certificates", keep)
register("export", "certificates", export)
register("files", "certificates", files)
register("check", "certificates", check)
