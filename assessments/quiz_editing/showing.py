"""A definition of a test as boxes, each with what needs mending in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from assessments.questions import Problem
from assessments.quiz_editing.boxes import DAYS, PASSING, SECTION, TOPIC, WORDS, Box, Choices

# A place in a definition: a field of the whole, or of one topic or section.
PLACE = re.compile(r"(?:(topics|sections)\[([0-9]+)\](?:\.|$))?([a-z_]*)", re.ASCII)
EMPTY_TOPICS = 2
SELDOM = ("kinds", "needed", "must_pass", "title")
PREFIXES = {"topics": "t", "sections": "s"}


class PartForm(forms.Form):
    """The boxes of one part. Nothing is checked here: what needs mending comes from the engine, by the name of the box."""

    def __init__(
        self, part: Mapping[str, Any], boxes: Sequence[Box], prefix: str, given: Mapping[str, Choices], says: Mapping[str, list[str]]
    ):
        shown = {box.name: box.shown(part[box.name]) for box in boxes if box.name in part}
        super().__init__(prefix=prefix, initial=shown)
        self.fields.update({box.name: box.field(shown.get(box.name), given) for box in boxes})
        here = {name: messages for name, messages in says.items() if name in self.fields}
        self._errors = ErrorDict({name: ErrorList(messages) for name, messages in here.items()})
        self.says = says.get("", [])  # of the part as a whole
        self.named: list[tuple[str, str]] = []  # the questions that a section names: key and stem, "" where there is none

    @property
    def first_boxes(self) -> list[forms.BoundField]:
        """What nearly every section says."""
        return [field for field in self if field.name not in SELDOM]

    @property
    def seldom_boxes(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in SELDOM]

    @property
    def says_seldom(self) -> bool:
        """Whether something stands in them, or has to be mended there."""
        return any(field.value() or field.errors for field in self.seldom_boxes)


@dataclass(frozen=True)
class Mending:
    """One thing to mend, and the id of the box in which to do it; "" where it is none."""

    path: str
    says: str
    box: str


@dataclass(frozen=True)
class QuizBoxes:
    """The whole form. `mending` in the order of the definition."""

    passing: PartForm
    topics: Sequence[PartForm]
    sections: Sequence[PartForm]
    days: PartForm
    words: PartForm
    mending: Sequence[Mending]


def boxes_of(definition: Mapping[str, Any], problems: Sequence[Problem], banks: Choices, stems: Mapping[str, str]) -> QuizBoxes:
    """`banks`: (key, title); `stems` by key of the questions that sections name.

    Relies on topics and sections being lists of named fields, as `reading.definition_of` makes them.
    """
    topics, sections = definition.get("topics", []), definition.get("sections", [])
    given = {"banks": [("", _("Choose one")), *banks], "topics": [("", _("Any")), *titles(topics)]}
    by_part = sorted_by_part(problems)
    whole = by_part.get("w", {})
    parts = [PartForm(row, SECTION, f"s{place}", given, by_part.get(f"s{place}", {})) for place, row in enumerate(sections)]
    for part, row in zip(parts, sections, strict=True):
        part.named = [(key, stems.get(key, "")) for key in row.get("questions", [])]
    rows = [*topics, *({} for _each in range(EMPTY_TOPICS))]
    return QuizBoxes(
        passing=PartForm(definition, PASSING, "w", given, whole),
        topics=[PartForm(row, TOPIC, f"t{place}", given, by_part.get(f"t{place}", {})) for place, row in enumerate(rows)],
        sections=parts,
        days=PartForm(definition, DAYS, "w", given, whole),
        words=PartForm(definition, WORDS, "w", given, whole),
        mending=[Mending(problem.path, problem.says, box_of(problem.path)) for problem in problems],
    )


def titles(topics: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(str(topic["key"]), str(topic.get("title") or topic["key"])) for topic in topics if topic.get("key")]


def place_of(path: str) -> tuple[str, str]:
    """`sections[2].tags[0]` -> ("s2", "tags"); `needed` -> ("w", "needed")."""
    found = PLACE.match(path)
    rows, row, field = found.groups() if found else (None, None, "")
    return (f"{PREFIXES[rows]}{row}", field) if rows else ("w", field)


def sorted_by_part(problems: Sequence[Problem]) -> dict[str, dict[str, list[str]]]:
    by_part: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        part, field = place_of(problem.path)
        by_part.setdefault(part, {}).setdefault(field, []).append(problem.says)
    return by_part


def box_of(path: str) -> str:
    """The id of the box, of the part, or of the list in which to mend."""
    part, field = place_of(path)
    if part == "w":
        return {"topics": "topics", "sections": "sections", "": ""}.get(field, f"id_w-{field}")
    return f"id_{part}-{field}" if field else f"{'section' if part[0] == 's' else 'topic'}-{part[1:]}"
