"""What this app contributes to the acts that cross all apps (lms.core.registry)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from certificates import storage
from certificates.models import Copy
from certificates.services.erase import erase_copies
from lms.core.registry import Erased, Problem, register
from lms.core.sealed import CannotOpen


def erase(person: User) -> list[Erased]:
    if not erase_copies(person=person):
        return []
    return [
        Erased(_("your certificates: the files, your name on them, and their codes"), "gone"),
        Erased(_("their numbers, and when they were made and checked"), "kept", _("a number is never given twice, and answers “ended”")),
    ]


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


register("erase", "certificates", erase)
register("export", "certificates", export)
register("check", "certificates", check)
