"""What stands between the braces, from a definition that GIFT can say (see `gift_sayable`): `gift_answers` backwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.questions.contract import NOTHING, WHOLE
from assessments.questions.formats.gift_hints import partial_worths
from assessments.questions.formats.gift_lexer import escaped
from assessments.questions.formats.gift_texts import written
from assessments.questions.formats.gift_weights import written_weight
from assessments.questions.worth import worth_of

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Writing:
    """A definition with the style that its words are written in."""

    definition: Fields
    style: str

    def words(self, text: str) -> str:
        return written(text, self.style)

    def line(self, sign: str, worth: Fraction, text: str, feedback: str | None) -> str:
        """A weight is written where it is not what the sign alone says."""
        weight = "" if worth == (WHOLE if sign == "=" else NOTHING) else written_weight(worth)
        return f"\t{sign}{weight}{text}" + (f"#{self.words(feedback)}" if feedback else "")


def written_answers(writing: Writing) -> str:
    return WRITERS[writing.definition["kind"]](writing)


def lined(lines: list[str]) -> str:
    return "\n" + "\n".join(lines) + "\n"


def essay(writing: Writing) -> str:
    return ""


def true_false(writing: Writing) -> str:
    """The words for those who were wrong come first."""
    key = writing.definition["key"]
    right, wrong = (writing.definition.get(f"feedback_{str(truth).lower()}") or "" for truth in (key, not key))
    says = f"#{writing.words(wrong)}#{writing.words(right)}" if right else f"#{writing.words(wrong)}" if wrong else ""
    return ("TRUE" if key else "FALSE") + says


def single_choice(writing: Writing) -> str:
    """The key alone has the sign of the right line; others that are worth as much say so."""
    key, lines = writing.definition["key"], []
    for option in writing.definition["options"]:
        sign, worth = ("=", WHOLE) if option["id"] == key else ("~", worth_of(option.get("worth")))
        lines.append(writing.line(sign, worth, writing.words(option["text"]), option.get("feedback")))
    return lined(lines)


def multiple_response(writing: Writing) -> str:
    definition = writing.definition
    worths = (
        partial_worths(definition) if definition["rule"] == "partial" else [worth_of(line.get("worth")) for line in definition["options"]]
    )
    pairs = zip(worths, definition["options"], strict=True)
    return lined([writing.line("~", worth, writing.words(line["text"]), line.get("feedback")) for worth, line in pairs])


def matching(writing: Writing) -> str:
    definition = writing.definition
    texts = {choice["id"]: escaped(choice["text"]) for choice in definition["choices"]}
    used = {row["choice"] for row in definition["rows"]}
    fitting = [f"\t={writing.words(row['text'])} -> {texts[row['choice']]}" for row in definition["rows"]]
    return lined([*fitting, *(f"\t= -> {text}" for name, text in texts.items() if name not in used)])


def short_text(writing: Writing) -> str:
    lines = []
    for answer in writing.definition["answers"]:
        text = answer["text"] if answer.get("pattern") else answer["text"].replace("*", "\\*")
        lines.append(writing.line("=", worth_of(answer["worth"]), writing.words(text), answer.get("feedback")))
    return lined(lines)


def numeric(writing: Writing) -> str:
    answers = writing.definition["answers"]
    return "#" + lined([writing.line("=", worth_of(answer["worth"]), numbers(answer), answer.get("feedback")) for answer in answers])


def numbers(answer: Fields) -> str:
    if answer.get("any"):
        return "*"
    if "low" in answer:
        return f"{answer['low']}..{answer['high']}"
    return f"{answer['value']}:{answer['tolerance']}" if "tolerance" in answer else str(answer["value"])


WRITERS: dict[str, Callable[[Writing], str]] = {
    "essay": essay,
    "true_false": true_false,
    "single_choice": single_choice,
    "multiple_response": multiple_response,
    "matching": matching,
    "short_text": short_text,
    "numeric": numeric,
}
