"""What the kinds with lines to choose from have in common."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.questions.contract import Definition, Note, Raw, Row, Unclear
from assessments.questions.words import say as _
from assessments.questions.worth import worth_of

FIELD = "answer"


def not_here() -> Unclear:
    return Unclear(_("That answer does not belong to this question. Please choose again."))


def by_id(definition: Definition, field: str = "options") -> dict[str, Mapping[str, Any]]:
    return {option["id"]: option for option in definition[field]}


def arranged(definition: Definition, order: Sequence[str], field: str = "options") -> list[Mapping[str, Any]]:
    """The lines in the order given; lines that the order does not name come last, none is lost."""
    lines = by_id(definition, field)
    first = [name for name in dict.fromkeys(order) if name in lines]
    return [lines[name] for name in [*first, *(name for name in lines if name not in first)]]


def chosen_in(raw: Raw, known: Sequence[str], field: str = FIELD) -> list[str]:
    """The ticked ids in the definition's own order. Raises Unclear for an id that is not there."""
    ticked = {value.strip() for value in raw.get(field, ()) if value.strip()}
    if ticked - set(known):
        raise not_here()
    return [name for name in known if name in ticked]


def one_in(raw: Raw, known: Sequence[str], field: str = FIELD) -> str:
    """The one id that was chosen, "" for none. Raises Unclear for several."""
    chosen = chosen_in(raw, known, field)
    if len(chosen) > 1:
        raise Unclear(_("Choose one line only."))
    return chosen[0] if chosen else ""


def rows(definition: Definition, order: Sequence[str], chosen: Sequence[str]) -> tuple[Row, ...]:
    return tuple(Row(id=line["id"], text=line["text"], chosen=line["id"] in chosen) for line in arranged(definition, order))


def sent(chosen: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((FIELD, name) for name in chosen)


def note(line: Mapping[str, Any], *, fits: bool) -> Note:
    return Note(line["id"], line.get("text", ""), line.get("feedback") or "", fits)


def notes(definition: Definition, names: Sequence[str], fitting: Iterable[str]) -> tuple[Note, ...]:
    lines, good = by_id(definition), set(fitting)
    return tuple(note(lines[name], fits=name in good) for name in names)


def texts(definition: Definition, names: Iterable[str]) -> str:
    lines = by_id(definition)
    return "; ".join(lines[name]["text"] for name in names)


def line_worth(definition: Definition, name: str) -> Fraction:
    return worth_of(by_id(definition)[name].get("worth"))
