"""The question kinds: pure values in, pure values out. No Django, no clock, no database.

Used by tests (`assessments`) and by knowledge checks inside a step (`courses`). To add a kind, copy
one module, its template under `templates/assessments/kinds/` and its test, and add one line below.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import (
    NOTHING_VOID,
    Definition,
    Form,
    Kind,
    Mark,
    Note,
    Problem,
    Raw,
    Response,
    Row,
    Unclear,
)
from assessments.questions.multiple_response import MultipleResponse
from assessments.questions.ordering import Ordering
from assessments.questions.single_choice import SingleChoice
from assessments.questions.true_false import TrueFalse
from assessments.questions.words import say as _

KINDS: dict[str, Kind] = {kind.name: kind for kind in (SingleChoice(), MultipleResponse(), TrueFalse(), Ordering())}


def problems(definition: Any) -> list[Problem]:
    """Everything an editor has to mend, with its path; [] means all other functions may be called."""
    if not isinstance(definition, Mapping):
        return [Problem("", _("A question is a set of named fields."))]
    kind = KINDS.get(definition["kind"]) if isinstance(definition.get("kind"), str) else None
    if kind is None:
        return [Problem("kind", _("Choose a kind: {kinds}.").format(kinds=", ".join(KINDS)))]
    return [
        *checks.field_problems(definition, checks.SHARED_FIELDS | kind.fields),
        *checks.text_problems(definition.get("stem"), "stem", checks.LONGEST_STEM),
        *checks.text_problems(definition.get("why", ""), "why", checks.LONGEST_STEM, needed=False),
        *kind.problems(definition),
    ]


def read(definition: Definition, raw: Raw) -> Response:
    """The answer in a sent form, or None when it was left open. Raises Unclear with a kind sentence."""
    return kind_of(definition).read(definition, raw)


def grade(definition: Definition, response: Response, voided: frozenset[str] = NOTHING_VOID) -> Mark:
    """Mark one answer. `voided`: option ids taken back since; voiding never lowers a mark."""
    return kind_of(definition).grade(definition, response, voided)


def key(definition: Definition) -> str:
    """What is right, in words."""
    return kind_of(definition).key(definition)


def summary(definition: Definition, response: Response) -> str:
    """What was answered, in words; "" when it was left open."""
    return kind_of(definition).summary(definition, response)


def form(definition: Definition, order: Sequence[str] = (), response: Response = None, typed: Raw | None = None) -> Form:
    """What a template shows. `order`: option ids as this person sees them (see `shuffle`)."""
    return kind_of(definition).form(definition, order, response, typed)


def shuffle(definition: Definition, seed: int | str) -> list[str]:
    """The option ids in an order of chance that is the same for the same seed."""
    return kind_of(definition).shuffle(definition, Random(seed))  # noqa: S311 - lines are shuffled, nothing is secret


def kind_of(definition: Definition) -> Kind:
    return KINDS[definition["kind"]]


__all__ = [
    "KINDS",
    "Definition",
    "Form",
    "Kind",
    "Mark",
    "Note",
    "Problem",
    "Raw",
    "Response",
    "Row",
    "Unclear",
    "form",
    "grade",
    "key",
    "kind_of",
    "problems",
    "read",
    "shuffle",
    "summary",
]
