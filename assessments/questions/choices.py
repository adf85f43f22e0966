"""What the kinds with lines to choose from have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from assessments.questions.contract import Definition, Note, Raw, Row, Unclear
from assessments.questions.words import say as _

FIELD = "answer"


def by_id(definition: Definition) -> dict[str, Mapping[str, Any]]:
    return {option["id"]: option for option in definition["options"]}


def arranged(definition: Definition, order: Sequence[str]) -> list[Mapping[str, Any]]:
    """The lines in the order given; lines that the order does not name come last, none is lost."""
    lines = by_id(definition)
    first = [name for name in dict.fromkeys(order) if name in lines]
    return [lines[name] for name in [*first, *(name for name in lines if name not in first)]]


def chosen_in(raw: Raw, known: Sequence[str]) -> list[str]:
    """The ticked ids in the definition's own order. Raises Unclear for an id that is not there."""
    ticked = {value.strip() for value in raw.get(FIELD, ()) if value.strip()}
    if ticked - set(known):
        raise Unclear(_("That answer does not belong to this question. Please choose again."))
    return [name for name in known if name in ticked]


def rows(definition: Definition, order: Sequence[str], chosen: Sequence[str]) -> tuple[Row, ...]:
    return tuple(Row(id=line["id"], text=line["text"], chosen=line["id"] in chosen) for line in arranged(definition, order))


def notes(definition: Definition, names: Sequence[str], fitting: Sequence[str]) -> tuple[Note, ...]:
    lines = by_id(definition)
    return tuple(Note(name, lines[name]["text"], lines[name]["feedback"], name in fitting) for name in names)


def texts(definition: Definition, names: Sequence[str]) -> str:
    lines = by_id(definition)
    return "; ".join(lines[name]["text"] for name in names)
