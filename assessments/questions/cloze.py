"""Gaps in a text, each of them a small question. {"text": "... [[id]] ...", "gaps": [{"id", "kind", "share", ...}]}

Points: the sum of share x worth / all shares. Worth below nothing takes away from other gaps. A gap that was taken back counts as filled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from assessments.questions.cloze_checks import cloze_problems
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Note, Problem, Raw, Response, Unclear
from assessments.questions.gaps import GAP_KINDS, MARKER
from assessments.questions.words import say as _
from assessments.questions.worth import between


@dataclass(frozen=True)
class Piece:
    """A run of text, and the gap that follows it (none after the last). `number` counts gaps as they stand; `prefix` goes before its
    field names."""

    text: str
    gap: Form | None = None
    number: int = 0
    prefix: str = ""


class Cloze(Kind):
    name = "cloze"
    fields = frozenset({"text", "gaps"})

    def problems(self, definition: Definition) -> list[Problem]:
        return list(cloze_problems(definition))

    def read(self, definition: Definition, raw: Raw) -> Response:
        found = {gap["id"]: read_gap(gap, raw, number) for number, gap in enumerate(in_order(definition), start=1)}
        filled = {name: response for name, response in found.items() if response is not None}
        return {"gaps": filled} if filled else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        given = response["gaps"] if response else {}
        marked = [(gap, mark_gap(gap, given.get(gap["id"]), voided)) for gap in in_order(definition)]
        return Mark(
            points=earned(definition, given, voided),
            notes=tuple(gap_note(number, gap, note) for number, (gap, mark) in enumerate(marked, 1) for note in mark.notes),
            better=tuple(gap_note(number, gap, note) for number, (gap, mark) in enumerate(marked, 1) for note in mark.better),
        )

    def key(self, definition: Definition) -> str:
        return "; ".join(f"{number}: {kind_of(gap).key(gap)}" for number, gap in enumerate(in_order(definition), start=1))

    def summary(self, definition: Definition, response: Response) -> str:
        given = response["gaps"] if response else {}
        named = ((number, gap, given.get(gap["id"])) for number, gap in enumerate(in_order(definition), start=1))
        return "; ".join(f"{number}: {kind_of(gap).summary(gap, one)}" for number, gap, one in named if one is not None)

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        given = response["gaps"] if response else {}
        gaps = {gap["id"]: gap_form(gap, order, given.get(gap["id"]), typed) for gap in definition["gaps"]}
        sent = tuple((prefix_of(name) + field, value) for name, form in gaps.items() for field, value in form.sent)
        return Form(self.name, definition["stem"], choose=len(gaps), sent=sent, more={"pieces": pieces_of(definition, gaps)})

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        """The lines of all gaps, each named gap:line."""
        return [f"{gap['id']}:{name}" for gap in definition["gaps"] for name in kind_of(gap).shuffle(gap, dice)]

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        found = []
        for number, gap in enumerate(in_order(definition), start=1):
            says = _("Gap {number}").format(number=number)
            found.append((gap["id"], says))
            found += [(f"{gap['id']}:{name}", f"{says}: {words}") for name, words in kind_of(gap).parts(gap)]
        return found


def kind_of(gap: Mapping[str, Any]) -> Kind:
    return GAP_KINDS[gap["kind"]][0]


def share_of(gap: Mapping[str, Any]) -> int:
    return int(gap.get("share", "1"))


def prefix_of(name: str) -> str:
    return f"gap-{name}."


def in_order(definition: Definition) -> list[Mapping[str, Any]]:
    """The gaps as they stand in the text."""
    gaps = {gap["id"]: gap for gap in definition["gaps"]}
    return [gaps[name] for name in MARKER.findall(definition["text"])]


def as_question(gap: Mapping[str, Any]) -> dict[str, Any]:
    return {"stem": "", **gap}


def within(name: str, values: Sequence[str] | frozenset[str]) -> list[str]:
    """What belongs to one gap, without its name: "gap:line" is "line"."""
    return [value.removeprefix(f"{name}:") for value in values if value.startswith(f"{name}:")]


def raw_of(name: str, raw: Raw) -> dict[str, Sequence[str]]:
    prefix = prefix_of(name)
    return {field.removeprefix(prefix): values for field, values in raw.items() if field.startswith(prefix)}


def read_gap(gap: Mapping[str, Any], raw: Raw, number: int) -> Response:
    try:
        return kind_of(gap).read(as_question(gap), raw_of(gap["id"], raw))
    except Unclear as unclear:
        raise Unclear(_("Gap {number}: {says}").format(number=number, says=unclear.says)) from unclear


def mark_gap(gap: Mapping[str, Any], response: Response, voided: frozenset[str]) -> Mark:
    mark = kind_of(gap).grade(as_question(gap), response, frozenset(within(gap["id"], voided)))
    return Mark(WHOLE, tuple(replace(note, fits=True) for note in mark.notes)) if gap["id"] in voided else mark


def earned(definition: Definition, given: Mapping[str, Response], voided: frozenset[str]) -> Fraction:
    total = NOTHING
    for gap in definition["gaps"]:
        name = gap["id"]
        worth = GAP_KINDS[gap["kind"]][1](gap, given.get(name), frozenset(within(name, voided)))
        total += share_of(gap) * (WHOLE if name in voided else worth)
    return between(total / sum(map(share_of, definition["gaps"])))


def gap_note(number: int, gap: Mapping[str, Any], note: Note) -> Note:
    return replace(note, option=gap["id"], text=_("Gap {number}: {says}").format(number=number, says=note.text))


def gap_form(gap: Mapping[str, Any], order: Sequence[str], response: Response, typed: Raw | None) -> Form:
    again = None if typed is None else raw_of(gap["id"], typed)
    return kind_of(gap).form(as_question(gap), within(gap["id"], order), response, again)


def pieces_of(definition: Definition, gaps: Mapping[str, Form]) -> list[Piece]:
    parts = MARKER.split(definition["text"])
    texts, names = parts[::2], parts[1::2]
    found = [Piece(text, gaps[name], number, prefix_of(name)) for number, (text, name) in enumerate(zip(texts, names, strict=False), 1)]
    return [*found, Piece(texts[-1])]
