"""What `manage.py check_records` asks of the log: does every confirmation still say what its entry says, by somebody who might?

A fixed number of queries, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from accounts.models import Relation
from accounts.queries import ever_joined
from lms.core.canonical import sha256_hex
from lms.core.registry import Problem

from .crediting import Rule, credit
from .crediting.session import LoggedHours
from .guard import TRIGGER, guard_stands
from .models import Countersignature, Entry
from .queries import hours

NEVER_CHANGE, MINUTES, NOT_ONESELF, AUTHORISED, CREDITED = 2, 3, 4, 5, 6
Periods = dict[tuple[int, int], list[tuple[date, date | None]]]


def check() -> Iterator[Problem]:
    """Rows of the log that break an invariant of architecture.md section 5."""
    if not guard_stands():
        yield Problem(NEVER_CHANGE, TRIGGER, "the trigger that keeps confirmed entries is missing")
    yield from _unsigned()
    known_as = ever_joined()
    periods = _supervision(known_as)
    signatures = Countersignature.objects.select_related("entry__person", "entry__supervisor")
    for signature in signatures.iterator(chunk_size=500):
        yield from _of_one(signature, periods, known_as)
    yield from _credited()


def _unsigned() -> Iterator[Problem]:
    bare = Entry.objects.filter(state="countersigned", countersignature__isnull=True).values_list("public_id", flat=True)
    for ref in bare:
        yield Problem(NOT_ONESELF, f"entry {ref}", "is confirmed without a countersignature")


def _of_one(signature: Countersignature, periods: Periods, known_as: Mapping[int, int]) -> Iterator[Problem]:
    row, entry = f"countersignature {signature.public_id}", signature.entry
    for invariant, holds, says in (
        (NEVER_CHANGE, sha256_hex(signature.facts) == signature.sha256, "the copy of the facts does not match its hash"),
        (NEVER_CHANGE, signature.facts == _canonical(entry), "the entry says something else than what was confirmed"),
        (NEVER_CHANGE, entry.is_countersigned, "the entry is not confirmed any more"),
        (MINUTES, (signature.minutes, signature.on) == (entry.minutes, entry.on), "minutes or day differ from the entry"),
        (NOT_ONESELF, _two_hands(signature, known_as), "the person and the named supervisor are not its two hands"),
        (AUTHORISED, _held(periods, signature, known_as), "the supervisor had no relation with the person on that day"),
    ):
        if not holds:
            yield Problem(invariant, row, says)


def _canonical(entry: Entry) -> str:
    supervisor_ref = entry.supervisor.public_id if entry.supervisor else ""
    return entry.canonical(person_ref=entry.person.public_id, supervisor_ref=supervisor_ref)


def _two_hands(signature: Countersignature, known_as: Mapping[int, int]) -> bool:
    """`known_as`: records that are, or were meanwhile, another's second record (accounts.queries.ever_joined)."""
    hands = {known_as.get(hand, hand) for hand in (signature.by_id, signature.logged_by_id)}
    named = {known_as.get(hand, hand) for hand in (signature.entry.person_id, signature.supervisor_id)}
    return hands == named and len(hands) == 2


def _supervision(known_as: Mapping[int, int]) -> Periods:
    periods: Periods = defaultdict(list)
    for by, of, first, last in Relation.objects.filter(kind="supervises").values_list("by_id", "of_id", "from_on", "until_on"):
        periods[known_as.get(by, by), known_as.get(of, of)].append((first, last))
    return periods


def _held(periods: Periods, signature: Countersignature, known_as: Mapping[int, int]) -> bool:
    supervisor, person = signature.supervisor_id, signature.entry.person_id
    pair = (known_as.get(supervisor, supervisor), known_as.get(person, person))
    return any(first <= signature.on and (last is None or signature.on <= last) for first, last in periods.get(pair, []))


def _credited() -> Iterable[Problem]:
    """Invariant 6 on the real rows, under the empty rule: nothing is credited that was not logged."""
    people = list(Entry.objects.filter(state="countersigned").order_by().values_list("person_id", flat=True).distinct())
    for kind in ("practice", "supervision"):
        for person_id, log in hours(people, kind).items():
            yield from _within_raw(person_id, kind, log)


def _within_raw(person_id: int, kind: str, log: list[LoggedHours]) -> Iterator[Problem]:
    if log and credit(log, Rule(), max(entry.on for entry in log)).minutes > sum(entry.minutes for entry in log):
        yield Problem(CREDITED, f"person {person_id}", f"more {kind} minutes are credited than were logged")
