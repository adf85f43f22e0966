"""A number, perhaps with a unit. {"answers": [{"id", "value", "tolerance", "worth"}], "units": [...]}: the first that fits counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.questions import answers, choices
from assessments.questions.answers import Answer
from assessments.questions.choices import FIELD
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Note, Problem, Raw, Response, Row, Unclear
from assessments.questions.numbers import split
from assessments.questions.numeric_checks import ANSWER_FIELDS, number_answer_problems, units_problems
from assessments.questions.texts import plain, typed_text
from assessments.questions.words import say as _
from assessments.questions.worth import between, worth_of

UNIT_FIELD = "unit"


class Numeric(Kind):
    name = "numeric"
    fields = frozenset({"answers", "units", "unit_rule"})

    def problems(self, definition: Definition) -> list[Problem]:
        found = answers.answers_problems(definition, ANSWER_FIELDS, number_answer_problems)
        return [*found, *units_problems(definition)]

    def read(self, definition: Definition, raw: Raw) -> Response:
        typed = typed_text((raw.get(FIELD) or [""])[0])
        unit = choices.one_in(raw, [unit["id"] for unit in definition.get("units", ())], UNIT_FIELD)
        if not typed:
            return None
        values, numeral, rest = split(typed)
        written = unit_named(definition, rest)
        if not values or (rest and not written):
            raise Unclear(_("Write a number, such as 12.5."))
        unit = written or unit
        return {"text": numeral, "unit": unit} if unit else {"text": numeral}

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        points = between(worth(definition, response, voided))
        better = better_notes(definition, points)
        if response is None:
            return Mark(points, better=better)
        found = best_fit(definition, response)
        says = found.answer.get("feedback") or "" if found else ""
        if found and not found.unit_is_right:
            says = " ".join(filter(None, [_("Look at the unit again."), says]))
        return Mark(points, (Note(found.answer["id"] if found else "", words_of(definition, response), says, points == WHOLE),), better)

    def key(self, definition: Definition) -> str:
        return "; ".join(answer_words(definition, answer) for answer in answers.whole_ones(definition))

    def summary(self, definition: Definition, response: Response) -> str:
        return words_of(definition, response) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        text, unit = (response["text"], response.get("unit", "")) if response else ("", "")
        if typed is not None:
            text, unit = ((typed.get(name) or [""])[0] for name in (FIELD, UNIT_FIELD))
        units = tuple(Row(line["id"], line["text"], chosen=line["id"] == unit) for line in definition.get("units", ()))
        sent = tuple((name, value) for name, value in ((FIELD, text), (UNIT_FIELD, unit)) if value)
        return Form(self.name, definition["stem"], units, text=text, sent=sent)

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return [(answer["id"], answer_words(definition, answer)) for answer in definition["answers"]]


@dataclass(frozen=True)
class Fit:
    """An accepted answer that what was typed fits, and whether the unit was as it should be."""

    answer: Answer
    unit_is_right: bool = True


def worth(definition: Definition, response: Response, voided: frozenset[str]) -> Fraction:
    found = best_fit(definition, response) if response else None
    had = answers.worth(definition, found.answer if found else None, voided)
    if found is None or found.unit_is_right or had <= NOTHING or found.answer["id"] in voided:
        return had
    rule = definition["unit_rule"]
    return max(NOTHING, had - worth_of(rule["cost"]) * (had if rule["of"] == "answer" else WHOLE))


def best_fit(definition: Definition, response: Mapping[str, Any]) -> Fit | None:
    """Of the ways in which the number can be read, the kindest."""
    found = [fit for value in split(response["text"])[0] if (fit := fit_of(definition, value, response.get("unit", "")))]
    return max(found, key=lambda fit: (worth_of(fit.answer["worth"]), fit.unit_is_right), default=None)


def fit_of(definition: Definition, value: Fraction, unit: str) -> Fit | None:
    asks = "unit_rule" in definition
    scaled = first_fit(definition, value * factor_of(definition, unit))
    plainly = first_fit(definition, value)
    if scaled is not None and (worth_of(scaled["worth"]) > 0 or not asks or plainly is None):
        return Fit(scaled, unit_is_right=bool(unit) or not asks)
    return Fit(plainly, unit_is_right=False) if plainly is not None and asks else None


def first_fit(definition: Definition, value: Fraction) -> Answer | None:
    return next((answer for answer in definition["answers"] if fits(answer, value)), None)


def fits(answer: Answer, value: Fraction) -> bool:
    if answer.get("any"):
        return True
    if "low" in answer:
        return Fraction(answer["low"]) <= value <= Fraction(answer["high"])
    return abs(value - Fraction(answer["value"])) <= Fraction(answer.get("tolerance", "0"))


def factor_of(definition: Definition, unit: str) -> Fraction:
    found = (worth_of(line["factor"]) for line in definition.get("units", ()) if line["id"] == unit)
    return next(found, WHOLE)


def unit_named(definition: Definition, rest: str) -> str:
    """The id of the unit that was typed behind the number; capitals count where two units differ by them alone."""
    units = definition.get("units", ())
    exact = [line["id"] for line in units if line["text"].strip() == rest]
    alike = [line["id"] for line in units if plain(line["text"]) == plain(rest)]
    return next(iter([*exact, *alike]), "") if rest else ""


def words_of(definition: Definition, response: Mapping[str, Any]) -> str:
    unit = next((line["text"] for line in definition.get("units", ()) if line["id"] == response.get("unit")), "")
    return f"{response['text']} {unit}".strip()


def answer_words(definition: Definition, answer: Answer) -> str:
    main = next((line["text"] for line in definition.get("units", ()) if line["factor"] == "1"), "")
    if answer.get("any"):
        return _("any number")
    if "low" in answer:
        says = _("{low} to {high}").format(low=answer["low"], high=answer["high"])
    else:
        says = answer["value"] if Fraction(answer.get("tolerance", "0")) == 0 else f"{answer['value']} ± {answer['tolerance']}"
    return f"{says} {main}".strip()


def better_notes(definition: Definition, points: Fraction) -> tuple[Note, ...]:
    right = answers.whole_ones(definition)
    if points == WHOLE or not right:
        return ()
    return (Note(right[0]["id"], answer_words(definition, right[0]), right[0].get("feedback") or "", fits=True),)
