"""Lists of lines in a question form: their boxes, what they show, and the lines that were written. Ids stay."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from string import ascii_lowercase
from typing import Any

from django import forms

from assessments.question_forms.boxes import LEFT_OUT, Box
from assessments.question_forms.layouts import Lines

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """One line: its list, the number under which it stands in the form, and what went before the names of its boxes."""

    lines: Lines
    number: int
    before: str = ""

    @property
    def prefix(self) -> str:
        return f"{self.before}{self.lines.prefix}"

    def field(self, box: str) -> str:
        return f"{self.prefix}{box}_{self.number}"

    @property
    def inner_prefix(self) -> str:
        return f"{self.prefix}{self.number}_"


def places(lines: Lines, before: str = "") -> list[Place]:
    return [Place(lines, number, before) for number in range(1, lines.most + 1)]


def fields_of(lines: Lines, before: str = "") -> Iterator[tuple[str, forms.Field]]:
    for place in places(lines, before):
        yield place.field("id"), forms.CharField(required=False, widget=forms.HiddenInput)
        for box in lines.boxes:
            field = box.make()
            field.label = f"{field.label} {place.number}"
            yield place.field(box.name), field
        if lines.inner:
            yield from fields_of(lines.inner, place.inner_prefix)


def is_used(place: Place, cleaned: Values) -> bool:
    """Whether something stands in the line; a tick alone is nothing."""
    typed = (cleaned.get(place.field(box.name)) for box in place.lines.boxes)
    if any(isinstance(value, str) and value.strip() for value in typed):
        return True
    return bool(place.lines.inner) and any(is_used(inner, cleaned) for inner in places(place.lines.inner, place.inner_prefix))


def used(lines: Lines, cleaned: Values, before: str = "") -> list[Place]:
    return [place for place in places(lines, before) if is_used(place, cleaned)]


def free_ids(taken: set[str]) -> Iterator[str]:
    letters = chain(ascii_lowercase, (f"n{number}" for number in count(1)))
    for name in letters:
        if name not in taken:
            taken.add(name)
            yield name


def ids_of(rows: list[Place], cleaned: Values, taken: set[str]) -> dict[Place, str]:
    """The id of each line: kept from the version before, because answers name it; a free one for a new line."""
    kept = {place: cleaned[place.field("id")] for place in rows if cleaned.get(place.field("id"))}
    taken.update(kept.values())
    fresh = free_ids(taken)
    return {place: kept.get(place) or next(fresh) for place in rows}


def line_of(place: Place, name: str, cleaned: Values, before: Values, refer: Callable[[Box, str], Any]) -> dict[str, Any]:
    """The line as it was in the version before, with what the boxes say now. What no box shows stays."""
    line = {**before, "id": name}
    for box in place.lines.boxes:
        value = cleaned.get(place.field(box.name))
        value = refer(box, value or "") if box.refers_to else box.read(value)
        if value is LEFT_OUT:
            line.pop(box.name, None)
        else:
            line[box.name] = value
    return line
