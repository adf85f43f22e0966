"""One minute counts once: stretches of time, each given to exactly one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from logbook.crediting.rule import Rule
from logbook.crediting.session import MINUTES_A_DAY, LoggedHours

Rank = tuple[bool, Fraction, int, int, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes of one entry on one calendar day (`day` is an ordinal) that nobody else claims."""

    session: LoggedHours
    day: int
    minutes: int
    weight: Fraction

    @property
    def rank(self) -> Rank:
        return rank(self.session, self.weight)


def rank(session: LoggedHours, weight: Fraction) -> Rank:
    """Smaller is taken first. Individual time never meets a cap and has the full weight, so
    taking it first gives every entry its best credit; that is why one more entry can never
    lower the total. Date, time and id make the order the same however entries arrive."""
    return (session.is_group, -weight, session.on.toordinal(), session.starts or 0, session.ref)


def stretches(sessions: Sequence[LoggedHours], rule: Rule) -> list[Stretch]:
    """Cut entries into stretches: shared minutes go to the best-ranked entry alone."""
    untimed = [s for s in sessions if s.starts is None]
    found = [Stretch(s, s.on.toordinal(), s.minutes, rule.weight(s)) for s in untimed]
    for cluster in _clusters([s for s in sessions if s.starts is not None]):
        found.extend(_share_out(cluster, rule))
    return found


def _span(session: LoggedHours) -> tuple[int, int]:
    start = session.starts or 0
    return start, start + session.minutes


def _clusters(timed: list[LoggedHours]) -> Iterator[list[LoggedHours]]:
    """Entries that touch each other, directly or through a third."""
    cluster: list[LoggedHours] = []
    reach = 0
    for session in sorted(timed, key=lambda s: (*_span(s), s.ref)):
        start, end = _span(session)
        if cluster and start >= reach:
            yield cluster
            cluster = []
        cluster.append(session)
        reach = max(reach, end)
    if cluster:
        yield cluster


def _share_out(cluster: list[LoggedHours], rule: Rule) -> Iterator[Stretch]:
    by_rank = sorted(cluster, key=lambda s: rank(s, rule.weight(s)))
    for start, end in pairwise(_cuts(cluster)):
        owner = next(s for s in by_rank if _span(s)[0] <= start and end <= _span(s)[1])
        yield Stretch(owner, start // MINUTES_A_DAY, end - start, rule.weight(owner))


def _cuts(cluster: list[LoggedHours]) -> list[int]:
    """Every start and end, and every midnight between: a day's cap is the clock's day."""
    edges = {edge for session in cluster for edge in _span(session)}
    first_midnight = -(-min(edges) // MINUTES_A_DAY) * MINUTES_A_DAY
    edges.update(m for m in range(first_midnight, max(edges), MINUTES_A_DAY) if m > min(edges))
    return sorted(edges)
