"""Whether two definitions say the same, however much of what goes without saying they say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.questions.formats.moodle_grades import number_text
from assessments.questions.shared import PICTURE, texts_in
from assessments.questions.worth import is_number

# What a field is when it is left out.
LEFT_OUT: dict[str, Any] = {
    "feedback": "", "feedback_true": "", "feedback_false": "", "why": "", "whole": "", "part": "", "none": "", "begins_with": "",
    "after": {}, "images": {}, "case": False, "exact": False, "pattern": False, "fixed": False, "near": True,
    "share": "1", "tolerance": "0", "floor": "0", "words": [None, None],
}  # fmt: skip
ANY_ORDER = ("gaps", "keys")  # lists that mean the same however they are ordered
NUMBERS = ("value", "low", "high", "tolerance")


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(plainly(with_pictures(one)) == plainly(with_pictures(other)))


def with_pictures(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Only the pictures that some text shows."""
    shown = {name for path, text in texts_in(definition) if not path.startswith("images") for name in PICTURE.findall(text)}
    return {**definition, "images": {name: alt for name, alt in definition.get("images", {}).items() if name in shown}}


def plainly(value: Any, field: str = "") -> Any:
    if isinstance(value, Mapping):
        found = {name: plainly(inner, name) for name, inner in value.items()}
        if field == "line" and found.get("worth") == "0":
            del found["worth"]
        for line in found.get("options", ()):
            if line["id"] == found.get("key"):  # the key is worth the whole point anyway
                line.pop("worth", None)
        return {name: inner for name, inner in found.items() if name not in LEFT_OUT or inner != LEFT_OUT[name]}
    if isinstance(value, list):
        lines = [plainly(inner, "line") for inner in value]
        return sorted(lines, key=id_of) if field in ANY_ORDER else lines
    if field in NUMBERS and is_number(value):
        return number_text(Decimal(value))
    return value.strip() if isinstance(value, str) else value


def id_of(line: Any) -> str:
    return str(line["id"] if isinstance(line, Mapping) else line)
