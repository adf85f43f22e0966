"""Where feedback belongs: found by looking at which answers show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.questions.formats.html import Piece
from assessments.questions.formats.qti_item import NOTHING_SAID, Item
from assessments.questions.words import say as _

WHOLE, PART, NONE = "whole", "part", "none"
LIKE_WHOLE = frozenset({"correct", "right", "pass"})
SLOTS = ("why", WHOLE, PART, NONE)


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer that was tried: what it chose, whether it earned the whole point, a part or none, and which feedback it showed."""

    parts: frozenset[str]
    outcome: str
    shown: frozenset[str]


@dataclass(slots=True)
class Said:
    """Feedback in its places. `parts`: by the name of a line, a row, or the place of an accepted answer."""

    general: dict[str, Piece] = field(default_factory=dict)
    parts: dict[str, Piece] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, object]:
        """`why` and `after` of a definition."""
        after = {slot: self.general[slot] for slot in SLOTS[1:] if slot in self.general}
        why = {"why": self.general["why"]} if "why" in self.general else {}
        return {**why, **({"after": after} if after else {})}

    def of(self, part: str) -> dict[str, Piece]:
        return {"feedback": self.parts[part]} if part in self.parts else {}


def placed(item: Item, heard: Sequence[Heard]) -> Said:
    """What is shown to nobody, or under conditions that we have no place for, is named in `notes`."""
    said = Said()
    if not item.feedback:
        return said
    for name, words in item.feedback.items():
        if not words:
            continue
        if name in item.parts:
            said.parts[item.parts[name]] = words
            continue
        slots = named_slots(item, name, heard) or general_slots(name, heard)
        if slots:
            for slot in slots:
                said.general[slot] = joined(said.general.get(slot, NOTHING_SAID), words)
            continue
        part = line_of(name, heard)
        if part is None:
            said.notes.append(_("Some feedback could not be brought along: “{words}”.").format(words=words.line[:60]))
        else:
            said.parts[part] = joined(said.parts.get(part, NOTHING_SAID), words)
    return said


def named_slots(item: Item, name: str, heard: Sequence[Heard]) -> tuple[str, ...]:
    """As the name says. Of several outcomes those that no answer has are left out."""
    slots = item.named.get(name, ())
    outcomes = {one.outcome for one in heard}
    return tuple(slot for slot in slots if slot in outcomes) if len(slots) > 1 else slots


def general_slots(name: str, heard: Sequence[Heard]) -> tuple[str, ...]:
    """Feedback on the outcome: shown to exactly those with so many points, and not simply with one line."""
    shown = [one for one in heard if name in one.shown]
    if not shown:
        return ()
    if len(shown) == len(heard):
        return ("why",)
    by_outcome = {slot: [one for one in heard if one.outcome == slot] for slot in SLOTS[1:]}
    found = tuple(slot for slot, those in by_outcome.items() if those and all(name in one.shown for one in those))
    if sum(len(by_outcome[slot]) for slot in found) != len(shown):
        return ()
    return () if line_of(name, heard) is not None and not LIKE_WHOLE & set(name.lower().split()) else found


def outcome(points: Fraction) -> str:
    return WHOLE if points >= 1 else PART if points > 0 else NONE


def line_of(name: str, heard: Sequence[Heard]) -> str | None:
    """The line that feedback belongs to: exactly those who chose it see it."""
    shown = [one.parts for one in heard if name in one.shown]
    common = frozenset.intersection(*shown) if shown else frozenset()
    return next((part for part in sorted(common) if follows(name, part, heard)), None)


def follows(name: str, part: str, heard: Sequence[Heard]) -> bool:
    """Whether exactly those who chose this see it."""
    return all((name in one.shown) == (part in one.parts) for one in heard)


def joined(first: Piece, second: Piece) -> Piece:
    """Two texts as paragraphs of one."""
    if not first or first == second:
        return second
    pictures: Mapping[str, bytes] = {**first.pictures, **second.pictures}
    return Piece(
        f"{first.plain}\n\n{second.plain}",
        f"{first.markdown}\n\n{second.markdown}",
        first.needs_markup or second.needs_markup,
        pictures,
        {**first.alts, **second.alts},
        (*first.notes, *second.notes),
    )
