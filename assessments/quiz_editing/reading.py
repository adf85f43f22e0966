"""From what the form sent to a definition that may still have problems. Pure: a QueryDict or anything with `get` and `getlist`."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from assessments.question_forms.boxes import LEFT_OUT
from assessments.questions.section_checks import LONGEST_PAPER
from assessments.quiz_editing.boxes import SECTION, TOPIC, WHOLE, Box

Part = dict[str, Any]
MOVE = re.compile(r"(up|down|out|topic-out)-([0-9]{1,3})", re.ASCII)


class Sent(Protocol):
    def get(self, name: str, default: Any = None, /) -> Any: ...

    def getlist(self, name: str, /) -> list[Any]: ...


def definition_of(sent: Sent, before: Mapping[str, Any]) -> Part:
    """`before`: what the page showed. What is blank is left out. Empty rows of topics go; sections stay: they were asked for."""
    topics = [part_of(sent, TOPIC, f"t{row}", line(before, "topics", row)) for row in rows(sent, "topics")]
    sections = [part_of(sent, SECTION, f"s{row}", line(before, "sections", row)) for row in rows(sent, "sections")]
    return part_of(sent, WHOLE, "w", before) | {"topics": [topic for topic in topics if topic], "sections": sections}


def line(before: Mapping[str, Any], name: str, row: int) -> Mapping[str, Any]:
    lines = before.get(name, [])
    return lines[row] if row < len(lines) else {}


def rows(sent: Sent, name: str) -> range:
    """How many the page showed; never more than a paper can have."""
    said = str(sent.get(name, ""))
    return range(min(int(said), LONGEST_PAPER) if said.isdecimal() and len(said) < 5 else 0)


def part_of(sent: Sent, boxes: tuple[Box, ...], prefix: str, before: Mapping[str, Any]) -> Part:
    """What is usual may be written or left out: it stays as it was, so that sending a page untouched changes nothing."""
    read = {box.name: value_of(sent, box, f"{prefix}-{box.name}") for box in boxes}
    usual = {box.name: before[box.name] for box in boxes if box.name in before and not box.shown(before[box.name])}
    return {
        name: usual.get(name, LEFT_OUT) if value is LEFT_OUT else value
        for name, value in read.items()
        if value is not LEFT_OUT or name in usual
    }


def value_of(sent: Sent, box: Box, name: str) -> Any:
    if box.is_many:
        return [str(value) for value in sent.getlist(name)] or LEFT_OUT
    return box.read(str(sent.get(name, "")))


def rearranged(definition: Part, button: str) -> Part:
    """The definition after a button for a row: add one, take one out, move a section. Unknown buttons change nothing."""
    if button == "add-section":
        return definition | {"sections": [*definition["sections"], {}]}
    moved = MOVE.fullmatch(button)
    if not moved:
        return definition
    verb, place = moved[1], int(moved[2])
    name = "topics" if verb == "topic-out" else "sections"
    return definition | {name: after_move(definition[name], verb, place)}


def after_move(lines: list[Part], verb: str, place: int) -> list[Part]:
    if verb in ("out", "topic-out"):
        return [line for here, line in enumerate(lines) if here != place]
    to = place - 1 if verb == "up" else place + 1
    if not (0 <= to < len(lines) and place < len(lines)):
        return lines
    order = list(lines)
    order[place], order[to] = order[to], order[place]
    return order


def landing(button: str, definition: Part) -> str:
    """The id of the part of the page to come back to."""
    if button == "add-section":
        return f"section-{len(definition['sections']) - 1}"
    moved = MOVE.fullmatch(button)
    if not moved:
        return "topics" if button == "add-topic" else ""
    if moved[1] == "topic-out":
        return "topics"
    step = {"up": -1, "down": 1, "out": 0}[moved[1]]
    return f"section-{max(0, min(int(moved[2]) + step, len(definition['sections']) - 1))}"
