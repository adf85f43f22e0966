"""A knowledge check between the editor's form and the question engine: `question_from` and its inverse `raw_question`. Pure.

What an editor fills in, and what becomes of it:

| kind | lines (`options`) | besides |
|---|---|---|
| single_choice, multiple_response, ordering | the answers; those that fit are ticked, or stand in the right order | |
| true_false | the first line stands for true, the second for false | |
| confidence | the steps; nothing is ticked and nothing said to them | |
| short_text | accepted words; ticked: right, else only something to say to it. `*` stands for any text | |
| numeric | accepted numbers: `12`, `12 ± 1`, `10 to 20`, `*` for any other | `unit` |
| matching | | `pairs`: what, what fits to it; `choices`: more to choose from |
| cloze | | `text` with `[[name]]` in it; `gaps`: name, kind, lines as above |
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

Raw: TypeAlias = Mapping[str, Any]
Definition: TypeAlias = dict[str, Any]

_NUMBER = r"[-+−]?\d[\d  ]*(?:[.,]\d+)?"
_ABOUT = re.compile(rf"({_NUMBER})\s*(?:±|\+/?-)\s*({_NUMBER})")
_BETWEEN = re.compile(rf"({_NUMBER})\s*(?:to|–|\.\.)\s*({_NUMBER})")
ANYTHING = "*"
UNIT = "unit"


class TooRich(ValueError):
    """The definition says more than the form in a step can hold, such as points for half an answer. It belongs into the bank."""


def question_from(raw: Raw) -> Definition:
    """What the editor filled in -> a definition of assessments.questions. Option ids are the ids of the list items, which stay the
    same for the life of the option. What is missing or cannot be read is left for the question's own checks to say."""
    definition = {"kind": raw["kind"], "stem": raw["stem"], **_filled(raw, raw["kind"])}
    return {**definition, "why": raw["why"]} if raw.get("why") else definition


def _filled(raw: Raw, kind: str) -> Definition:
    fill = _BY_KIND.get(kind)
    return fill(raw) if fill else {}


def _items(raw: Raw, name: str = "options") -> Iterable[tuple[str, Any]]:
    """(id, value) of a ListBlock's items; of a list that older revisions do not have, none."""
    return [(item["id"], item["value"]) for item in raw.get(name) or ()]


def _options(raw: Raw) -> list[dict[str, str]]:
    return [{"id": name, "text": line["text"], "feedback": line["feedback"]} for name, line in _items(raw)]


def _right(raw: Raw) -> list[str]:
    return [name for name, line in _items(raw) if line["is_right"]]


def _rule(raw: Raw) -> str:
    return raw.get("rule") or "all_or_nothing"


def _single_choice(raw: Raw) -> Definition:
    """Two lines ticked, or none, leave the key empty: the question's own check says so."""
    right = _right(raw)
    return {"options": _options(raw), "key": right[0] if len(right) == 1 else ""}


def _multiple_response(raw: Raw) -> Definition:
    return {"options": _options(raw), "keys": _right(raw), "rule": _rule(raw)}


def _ordering(raw: Raw) -> Definition:
    return {"options": _options(raw), "key": [name for name, _line in _items(raw)], "rule": _rule(raw)}


def _true_false(raw: Raw) -> Definition:
    """Two rows: the first stands for "true", the second for "false". Exactly one is ticked, or the key stays empty."""
    rows = [line for _name, line in _items(raw)][:2] + [{"is_right": False, "feedback": ""}] * 2
    decided = rows[0]["is_right"] != rows[1]["is_right"]
    return {"key": rows[0]["is_right"] if decided else None, "feedback_true": rows[0]["feedback"], "feedback_false": rows[1]["feedback"]}


def _confidence(raw: Raw) -> Definition:
    return {"options": [{"id": name, "text": line["text"]} for name, line in _items(raw)]}


def _short_text(raw: Raw) -> Definition:
    return {"answers": [_answer(name, line, _words(line["text"])) for name, line in _items(raw)]}


def _words(text: str) -> Definition:
    return {"text": text, "pattern": True} if ANYTHING in text else {"text": text}


def _numeric(raw: Raw) -> Definition:
    definition = {"answers": [_answer(name, line, _number(line["text"])) for name, line in _items(raw)]}
    unit = (raw.get("unit") or "").strip()
    return {**definition, "units": [{"id": UNIT, "text": unit, "factor": "1"}]} if unit else definition


def _answer(name: str, line: Raw, what: Definition) -> Definition:
    answer = {"id": name, **what, "worth": "1" if line["is_right"] else "0"}
    return {**answer, "feedback": line["feedback"]} if line["feedback"] else answer


def _number(text: str) -> Definition:
    text = text.strip()
    if text == ANYTHING:
        return {"any": True}
    if about := _ABOUT.fullmatch(text):
        return {"value": _numeral(about[1]), "tolerance": _numeral(about[2])}
    if between := _BETWEEN.fullmatch(text):
        return {"low": _numeral(between[1]), "high": _numeral(between[2])}
    return {"value": _numeral(text)}


def _numeral(text: str) -> str:
    """As the engine writes numbers: with a point, without spaces and without a plus."""
    return re.sub(r"[\s ]", "", text).replace(",", ".").replace("−", "-").removeprefix("+")


def _matching(raw: Raw) -> Definition:
    """What fits is named by its words, so that nobody has to handle ids; what `choices` does not list is added to it."""
    choices = [{"id": name, "text": text} for name, text in _items(raw, "choices") if text.strip()]
    known = {_same(choice["text"]): choice["id"] for choice in reversed(choices)}
    rows = []
    for name, pair in _items(raw, "pairs"):
        if _same(pair["fits"]) and _same(pair["fits"]) not in known:
            known[_same(pair["fits"])] = f"m-{name}"[:36]
            choices.append({"id": f"m-{name}"[:36], "text": pair["fits"]})
        row = {"id": name, "text": pair["text"], "choice": known.get(_same(pair["fits"]), "")}
        rows.append({**row, "feedback": pair["feedback"]} if pair["feedback"] else row)
    return {"rows": rows, "choices": choices, "rule": _rule(raw)}


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def _cloze(raw: Raw) -> Definition:
    return {"text": raw.get("text") or "", "gaps": [_gap(gap) for _name, gap in _items(raw, "gaps")]}


def _gap(gap: Raw) -> Definition:
    """Feedback is optional in gaps, so what is empty is left out."""
    filled = _filled(gap, gap["kind"])
    if "options" in filled:
        filled["options"] = [{name: words for name, words in option.items() if words or name != "feedback"} for option in filled["options"]]
    return {"id": gap["name"].strip(), "kind": gap["kind"], **filled}


_BY_KIND: dict[str, Callable[[Raw], Definition]] = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "true_false": _true_false,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
    "matching": _matching,
    "cloze": _cloze,
    "confidence": _confidence,
}
KINDS = tuple(_BY_KIND)
GAP_KINDS = ("short_text", "single_choice", "numeric", "multiple_response")
