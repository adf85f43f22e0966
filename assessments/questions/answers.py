"""What the kinds with accepted answers have in common: the first answer that fits counts."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import NOTHING, WHOLE, Definition, Problem
from assessments.questions.words import say as _
from assessments.questions.worth import worth_of, worth_problems

Answer = Mapping[str, Any]


def answers_problems(
    definition: Definition, fields: frozenset[str], one_problems: Callable[[Answer, str], Iterator[Problem]]
) -> Iterator[Problem]:
    answers = definition.get("answers")
    found = list(checks.lines_problems(answers, "answers", 1))
    yield from found
    if not isinstance(answers, list) or (found and found[0].path == "answers"):
        return
    for place, answer in enumerate(answers):
        if isinstance(answer, Mapping):
            yield from answer_problems(answer, f"answers[{place}]", fields)
            yield from one_problems(answer, f"answers[{place}]")
    yield from checks.ids_problems(("answers", answers))
    if not any(isinstance(answer, Mapping) and answer.get("worth") == "1" for answer in answers):
        yield checks.editorial("answers", _("One answer must be worth the whole point."))


def answer_problems(answer: Answer, path: str, fields: frozenset[str]) -> Iterator[Problem]:
    yield from checks.field_problems(answer, fields, path)
    yield from worth_problems(answer.get("worth"), f"{path}.worth")
    yield from checks.feedback_problems(answer, path, needed=False)


def whole_ones(definition: Definition) -> list[Answer]:
    return [answer for answer in definition["answers"] if worth_of(answer["worth"]) == WHOLE]


def worth(definition: Definition, found: Answer | None, voided: frozenset[str]) -> Fraction:
    """What the answer that was found is worth. One that was taken back costs nothing; with every right one gone, nobody can be wrong."""
    right = {answer["id"] for answer in whole_ones(definition)}
    if right and right <= voided:
        return WHOLE
    if found is None:
        return NOTHING
    return WHOLE if found["id"] in voided else worth_of(found["worth"])
