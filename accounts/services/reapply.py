"""After a restore: the database has forgotten erasures that the ledger remembers. Carry them out again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Erasure, ErasureOrder, User
from accounts.privacy import ledger
from lms.core.moves import move
from lms.core.registry import Erased

from .erase import erase


@dataclass(frozen=True)
class Forgotten:
    """Somebody whom the ledger names and who is not erased here, the newest line about them, and the lines that are missing."""

    person: User
    line: ledger.Line
    macs: tuple[str, ...]


def forgotten(book: ledger.Ledger | None = None) -> list[Forgotten]:
    """Everybody about whom the ledger has a line that this database does not know. People who are not in it at all are not meant."""
    lines = [line for line in (book or ledger.read()).lines if line.is_sound]
    known = set(Erasure.objects.filter(mac__in={line.mac for line in lines}).values_list("mac", flat=True))
    missing = [line for line in lines if line.mac not in known]
    people = {person.public_id: person for person in User.objects.filter(public_id__in={line.ref for line in missing})}
    newest = {line.ref: line for line in lines}
    return [
        Forgotten(person, newest[ref], tuple(line.mac for line in missing if line.ref == ref)) for ref, person in sorted(people.items())
    ]


def reapply(one: Forgotten) -> list[Erased]:
    """Erase somebody again as the ledger says: what waited then waits still, and what had gone since goes, whatever hold came back.

    Safe to repeat. The key that came back with the backup is destroyed again, and the lines in the ledger get their rows.
    """
    lines = erase(person=one.person, by=one.person, reason="again after a restore", waits=one.line.waits, macs=one.macs)
    if not one.line.waits:
        for order in ErasureOrder.objects.filter(person=one.person, state__in=["waiting", "held"]):
            move(order, "finish", by=one.person)
    return lines


def damage(book: ledger.Ledger) -> Iterator[str]:
    """What is wrong with the ledger itself, in words."""
    if book.cut:
        yield f"{book.cut} lines of the ledger cannot be read"
    for number, line in enumerate(book.lines, 1):
        if not line.is_sound:
            yield f"line {number} of the ledger was changed, or the line before it is gone"
    lost = Erasure.objects.exclude(mac__in=[line.mac for line in book.lines]).count()
    if lost:
        yield f"{lost} erasures of this database are not in the ledger"
