"""Appended mark events of one answer, folded into the mark that stands.

machine            the engine marked the answer, or marked it again after a line was taken back
person             a person gave the points; no later machine event changes that
person_taken_back  the person's points no longer stand; the newest machine mark does
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

EventKind = Literal["machine", "person", "person_taken_back"]
NOTHING = Fraction(0)


class BrokenHistory(ValueError):
    """Events that cannot have happened one after the other. A record is damaged; nothing is guessed."""


@dataclass(frozen=True)
class Event:
    """One appended event. `seq` counts 1, 2, 3 for each answer; `points` are 0 to 1 and None when taken back."""

    seq: int
    kind: EventKind
    points: Fraction | None = None


@dataclass(frozen=True)
class Standing:
    """The mark that stands, who gave it ("machine", "person" or "nobody"), and after how many events."""

    points: Fraction = NOTHING
    given_by: Literal["nobody", "machine", "person"] = "nobody"
    events: int = 0


def fold(events: Sequence[Event]) -> Standing:
    """The mark that stands after all events, in any order of arrival. Raises BrokenHistory."""
    machine: Fraction | None = None
    person: Fraction | None = None
    ordered = sorted(events, key=lambda event: event.seq)
    for expected, event in enumerate(ordered, start=1):
        check(event, expected, person)
        if event.kind == "machine":
            machine = event.points
        else:
            person = event.points
    return standing(machine, person, len(ordered))


def check(event: Event, expected: int, person: Fraction | None) -> None:
    if event.seq != expected:
        raise BrokenHistory(f"event {expected} is missing or stands twice")
    if event.kind == "person_taken_back":
        if event.points is not None or person is None:
            raise BrokenHistory(f"event {event.seq} takes back what was not given")
    elif event.points is None or not 0 <= event.points <= 1:
        raise BrokenHistory(f"event {event.seq} gives no points between 0 and 1")


def standing(machine: Fraction | None, person: Fraction | None, events: int) -> Standing:
    if person is not None:
        return Standing(person, "person", events)
    if machine is not None:
        return Standing(machine, "machine", events)
    return Standing(events=events)
