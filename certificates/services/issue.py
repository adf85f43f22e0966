"""Issuing one copy: draw, store, record. In this order, so that a worker killed at any point leaves nothing doubled."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import survivor_of
from certificates.models import Copy, CopyPaper, CopySnapshot, CopySuperseded
from certificates.queries import can_be_printed, current_copy, draft, status_of
from certificates.rendering.layouts import LAYOUTS
from certificates.rendering.press import render
from certificates.rendering.snapshot import Snapshot
from certificates.storage import Stored, forget, lay_down, sweep
from lms.core import clock
from lms.core.errors import Refused
from lms.core.ids import new_code, new_number
from lms.core.sealed import keyed_hash
from schemes.public import certification_ids_by_number, holdings

MAIN = "certificate"
Progress = Callable[[int, int], None]


class Overtaken(Exception):
    """Another copy was recorded meanwhile under another number: draw again."""


def code_hash(code: str) -> bytes:
    """The only form in which a code is looked for (decisions.md 18)."""
    return keyed_hash(code, "certificates.code")


def issue_copy(
    *,
    certification_id: int,
    key: str,
    kind: str = Copy.STANDARD,
    title: str = "",
    at: datetime | None = None,
    progress: Progress | None = None,
) -> Copy:
    """The copy of this key, or the present one if it says the same, or a new one. Safe to repeat and safe to kill.

    Raises Refused when the certification stands no more, rendering.errors.NotPrinted when the name cannot be drawn.
    """
    copy = Copy.objects.filter(key=key).first()
    if copy is None:
        snapshot = draft_copy(certification_id=certification_id, kind=kind, title=title, at=at)
        copy = _that_says(certification_id, snapshot)
    if copy is None:
        papers = draw(snapshot, progress or (lambda done, total: None))
        copy = keep(key=key, certification_id=certification_id, snapshot=snapshot, papers=papers)
    transaction.on_commit(lambda: sweep(key, [copy.storage_key, *copy.papers.values_list("storage_key", flat=True)]))
    return copy


def _that_says(certification_id: int, snapshot: Snapshot) -> Copy | None:
    """The present copy, if it says the same: a second one would only make the first one old."""
    present = current_copy(certification_id, snapshot.kind)
    same = present and not present.is_erased and present.snapshot.open().facts == snapshot.facts
    return present if same else None


def draft_copy(*, certification_id: int, kind: str, title: str, at: datetime | None = None) -> Snapshot:
    """What the copy will say, with its number and a fresh code. Writes nothing."""
    holding = holdings([certification_id])[certification_id]
    status = status_of(certification_id, timezone.localdate(at, timezone.get_default_timezone()) if at else None)
    person = survivor_of(User.objects.get(pk=holding.person_id))
    if status is None or not can_be_printed(person, status):
        raise Refused(_("A copy can be made while the certificate is current."))
    number = holding.number if kind == Copy.STANDARD else _neutral_number(certification_id)
    return draft(person, status, kind=kind, title=title, number=number, code=new_code(), at=at or clock.now())


def _neutral_number(certification_id: int) -> str:
    """The number of the neutral copies before, or a new one that nobody has."""
    if earlier := Copy.objects.filter(certification_id=certification_id, kind=Copy.NEUTRAL).first():
        return earlier.number
    number = new_number()
    while Copy.objects.filter(number=number).exists() or certification_ids_by_number([number]):
        number = new_number()
    return number


def draw(snapshot: Snapshot, progress: Progress) -> dict[str, bytes]:
    """Every paper of the copy, by layout."""
    papers = {}
    for done, layout in enumerate(LAYOUTS, start=1):
        papers[layout] = render(snapshot, layout)
        progress(done, len(LAYOUTS))
    return papers


def keep(*, key: str, certification_id: int, snapshot: Snapshot, papers: dict[str, bytes]) -> Copy:
    """Files first, the row that points to them last; when the row is refused, the files go again."""
    stored = lay_down(key, papers)
    try:
        return record(key=key, certification_id=certification_id, snapshot=snapshot, stored=stored)
    except Exception:
        forget(stored)
        raise


@transaction.atomic
def record(*, key: str, certification_id: int, snapshot: Snapshot, stored: dict[str, Stored]) -> Copy:
    """The rows of the copy, all or none, under a lock on the holder."""
    User.objects.select_for_update().get(pk=holdings([certification_id])[certification_id].person_id)
    if copy := Copy.objects.filter(key=key).first() or _that_says(certification_id, snapshot):
        return copy
    earlier = list(Copy.objects.filter(certification_id=certification_id, kind=snapshot.kind).select_related("superseded"))
    if any(copy.number != snapshot.number for copy in earlier):
        raise Overtaken
    copy = _write(key, certification_id, snapshot, stored)
    replaced = [old for old in earlier if old.is_current]
    CopySuperseded.objects.bulk_create(CopySuperseded(copy=old, by=copy, at=snapshot.issued_at) for old in replaced)
    return copy


def _write(key: str, certification_id: int, snapshot: Snapshot, stored: dict[str, Stored]) -> Copy:
    copy = Copy.objects.create(
        certification_id=certification_id,
        kind=snapshot.kind,
        number=snapshot.number,
        code_hmac=code_hash(snapshot.code),
        key=key,
        issued_at=snapshot.issued_at,
        **vars(stored[MAIN]),
    )
    CopySnapshot.of(copy, snapshot).save(force_insert=True)
    CopyPaper.objects.bulk_create(CopyPaper(copy=copy, layout=layout, **vars(file)) for layout, file in stored.items() if layout != MAIN)
    return copy
