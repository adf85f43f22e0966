"""From a question definition to what an editor would have filled in: the inverse of `question_from`, for content that comes in files."""

from collections.abc import Callable, Mapping
from typing import Any

from .questions import ANYTHING, UNIT, Raw, TooRich, question_from


def raw_question(definition: Mapping[str, Any]) -> dict[str, Any]:
    """The raw value of a check whose `question_from` is this definition again. Raises TooRich where the form cannot say it, and for a
    kind that it does not know."""
    try:
        raw = _raw(definition)
        same = question_from(raw) == definition
    except (KeyError, TypeError, AttributeError) as error:
        raise TooRich(str(definition.get("kind"))) from error
    if not same:
        raise TooRich(str(definition.get("kind")))
    return raw


def _raw(definition: Mapping[str, Any]) -> dict[str, Any]:
    filled = _FILL[definition["kind"]](definition)
    common = {"kind": definition["kind"], "stem": definition["stem"], "why": definition.get("why", "")}
    return {**common, "rule": definition.get("rule", "all_or_nothing"), **filled}


def _item(name: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": name, "value": value}


def _line(name: str, text: str, is_right: bool, feedback: str) -> dict[str, Any]:
    return _item(name, {"text": text, "is_right": is_right, "feedback": feedback})


def _choices(definition: Raw) -> dict[str, Any]:
    right = definition["keys"] if "keys" in definition else [definition.get("key")]
    lines = [_line(one["id"], one["text"], one["id"] in right, one.get("feedback", "")) for one in definition["options"]]
    return {"options": lines}


def _ordering(definition: Raw) -> dict[str, Any]:
    """The form knows one order: that of the lines."""
    lines = {one["id"]: one for one in definition["options"]}
    return {"options": [_line(name, lines[name]["text"], False, lines[name]["feedback"]) for name in definition["key"]]}


def _true_false(definition: Raw) -> dict[str, Any]:
    is_true = definition["key"]
    return {
        "options": [
            _line("true", "True", is_true is True, definition["feedback_true"]),
            _line("false", "False", is_true is False, definition["feedback_false"]),
        ]
    }


def _accepted(definition: Raw) -> dict[str, Any]:
    lines = [_line(one["id"], _typed(one), one["worth"] == "1", one.get("feedback", "")) for one in definition["answers"]]
    units = definition.get("units") or []
    return {"options": lines, "unit": units[0]["text"] if [unit["id"] for unit in units] == [UNIT] else ""}


def _typed(answer: Raw) -> str:
    if answer.get("any"):
        return ANYTHING
    if "low" in answer:
        return f"{answer['low']} to {answer['high']}"
    if "tolerance" in answer:
        return f"{answer['value']} ± {answer['tolerance']}"
    return str(answer["value"] if "value" in answer else answer["text"])


def _matching(definition: Raw) -> dict[str, Any]:
    texts = {choice["id"]: choice["text"] for choice in definition["choices"]}
    pairs = [
        _item(row["id"], {"text": row["text"], "fits": texts[row["choice"]], "feedback": row.get("feedback", "")})
        for row in definition["rows"]
    ]
    return {"pairs": pairs, "choices": [_item(name, text) for name, text in texts.items()]}


def _cloze(definition: Raw) -> dict[str, Any]:
    gaps = [_item(f"gap-{gap['id']}"[:36], _gap(gap)) for gap in definition["gaps"]]
    return {"text": definition["text"], "gaps": gaps}


def _gap(gap: Raw) -> dict[str, Any]:
    filled = _FILL[gap["kind"]](gap)
    return {"name": gap["id"], "kind": gap["kind"], "rule": gap.get("rule", "all_or_nothing"), **filled}


_FILL: dict[str, Callable[[Raw], dict[str, Any]]] = {
    "single_choice": _choices,
    "multiple_response": _choices,
    "confidence": _choices,
    "true_false": _true_false,
    "ordering": _ordering,
    "short_text": _accepted,
    "numeric": _accepted,
    "matching": _matching,
    "cloze": _cloze,
}
