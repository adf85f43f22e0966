"""The question kinds: pure values in, pure values out. No Django, no clock, no database.

Used by tests (`assessments`) and by knowledge checks inside a step (`courses`). To add a kind, copy
one module, its template under `templates/assessments/kinds/` and its test, and add one line below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from assessments.questions import checks, shared
from assessments.questions.cloze import Cloze
from assessments.questions.confidence import Confidence
from assessments.questions.contract import (
    NOTHING_VOID,
    WHOLE,
    WHOLE_QUESTION,
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
from assessments.questions.essay import Essay
from assessments.questions.file_upload import FileUpload
from assessments.questions.matching import Matching
from assessments.questions.multiple_response import MultipleResponse
from assessments.questions.numeric import Numeric
from assessments.questions.ordering import Ordering
from assessments.questions.scenario import Scenario
from assessments.questions.short_text import ShortText
from assessments.questions.single_choice import SingleChoice
from assessments.questions.true_false import TrueFalse
from assessments.questions.words import say as _

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        SingleChoice(),
        MultipleResponse(),
        TrueFalse(),
        Matching(),
        Ordering(),
        ShortText(),
        Numeric(),
        Cloze(),
        Scenario(),
        Essay(),
        FileUpload(),
        Confidence(),
    )
}


def problems(definition: Any) -> list[Problem]:
    """Everything an editor has to mend before learners may meet it, with its path and level; [] is ready for release."""
    if not isinstance(definition, Mapping):
        return [Problem("", _("A question is a set of named fields."))]
    kind = KINDS.get(definition["kind"]) if isinstance(definition.get("kind"), str) else None
    if kind is None:
        return [Problem("kind", _("Choose a kind: {kinds}.").format(kinds=", ".join(KINDS)))]
    return [
        *checks.field_problems(definition, shared.FIELDS | kind.fields),
        *shared.shared_problems(definition),
        *kind.problems(definition),
    ]


def structural_problems(definition: Any) -> list[Problem]:
    """What keeps a question from being shown or marked at all; [] means that it may be kept as a draft and all functions called."""
    return [problem for problem in problems(definition) if problem.is_structural]


def read(definition: Definition, raw: Raw) -> Response:
    """The answer in a sent form, or None when it was left open. Raises Unclear with a kind sentence."""
    return kind_of(definition).read(definition, raw)


def grade(definition: Definition, response: Response, voided: frozenset[str] = NOTHING_VOID) -> Mark:
    """Mark one answer. `voided`: ids taken back since, "*" for the whole question; voiding never lowers a mark."""
    mark = kind_of(definition).grade(definition, response, voided)
    if WHOLE_QUESTION in voided and is_scored(definition):
        return replace(mark, points=WHOLE, better=(), waits=False)
    return mark


def is_scored(definition: Definition) -> bool:
    return kind_of(definition).marked_by != "nobody"


def is_check(definition: Definition) -> bool:
    """Whether it can stand in a step of a module, where nobody reads answers."""
    return kind_of(definition).marked_by != "person"


def is_finished(definition: Definition, response: Response) -> bool:
    """Whether the question asks nothing more: a story that is still told is an answer on its way."""
    return kind_of(definition).is_finished(definition, response)


def parts(definition: Definition) -> list[tuple[str, str]]:
    """What can be taken back by itself: (id, words)."""
    return kind_of(definition).parts(definition)


def key(definition: Definition) -> str:
    """What is right, in words."""
    return kind_of(definition).key(definition)


def summary(definition: Definition, response: Response) -> str:
    """What was answered, in words; "" when it was left open."""
    return kind_of(definition).summary(definition, response)


def form(definition: Definition, order: Sequence[str] = (), response: Response = None, typed: Raw | None = None) -> Form:
    """What a template shows. `order`: option ids as this person sees them (see `shuffle`)."""
    shown = kind_of(definition).form(definition, order, response, typed)
    return replace(shown, markup=definition.get("markup", ""), images=definition.get("images", {}))


def shuffle(definition: Definition, seed: int | str) -> list[str]:
    """The option ids in an order of chance that is the same for the same seed."""
    return kind_of(definition).shuffle(definition, Random(seed))  # noqa: S311 - lines are shuffled, nothing is secret


def kind_of(definition: Definition) -> Kind:
    return KINDS[definition["kind"]]


__all__ = [
    "KINDS",
    "WHOLE_QUESTION",
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
    "is_check",
    "is_finished",
    "is_scored",
    "key",
    "kind_of",
    "parts",
    "problems",
    "read",
    "shuffle",
    "structural_problems",
    "summary",
]
