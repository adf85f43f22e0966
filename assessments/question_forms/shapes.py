"""Between a definition and what its form shows: keys become numbers of lines and back, gaps [[1]] become [[id]] and back."""

from collections.abc import Mapping
from typing import Any

from assessments.question_forms import numbers_box
from assessments.questions.gaps import MARKER
from assessments.questions.worth import WELL_FORMED_WORTH, worth_of

Definition = dict[str, Any]
GAP_LISTS = {"single_choice": "options", "multiple_response": "options", "short_text": "answers", "numeric": "answers"}


def as_shown(definition: Mapping[str, Any]) -> Definition:
    """The definition as the boxes want it: in the order of the form, numbers in one box, gaps by their number."""
    shown = dict(definition)
    kind = definition.get("kind")
    if kind == "ordering":
        lines = {line["id"]: line for line in definition["options"]}
        shown["options"] = [lines[name] for name in definition["key"]]
    elif kind == "numeric":
        shown["answers"] = [{**answer, "value": numbers_box.shown(answer)} for answer in definition["answers"]]
        rule = definition.get("unit_rule", {})
        shown |= {"unit_cost": rule.get("cost", ""), "unit_of": rule.get("of", "")}
    elif kind == "essay":
        least, most = definition.get("words", (None, None))
        shown |= {"words_least": least, "words_most": most}
    elif kind == "scenario":
        shown["nodes"] = sorted(definition["nodes"], key=lambda node: node["id"] != definition["start"])
    elif kind == "cloze":
        shown |= cloze_shown(definition)
    return shown


def cloze_shown(definition: Mapping[str, Any]) -> Definition:
    gaps = {gap["id"]: gap for gap in definition["gaps"]}
    order = [name for name in MARKER.findall(definition["text"]) if name in gaps]
    numbers = {name: str(number) for number, name in enumerate(order, start=1)}
    text = MARKER.sub(lambda found: f"[[{numbers.get(found[1], found[1])}]]", definition["text"])
    return {"text": text, "gaps": [gaps[name] | {"lines": gap_lines(gaps[name])} for name in order]}


def gap_lines(gap: Mapping[str, Any]) -> list[Definition]:
    right = [gap.get("key"), *gap.get("keys", [])]
    if gap["kind"] == "numeric":
        return [{**answer, "text": numbers_box.shown(answer)} for answer in gap["answers"]]
    return [{"worth": "1" if line["id"] in right else "", **line} for line in gap[GAP_LISTS[gap["kind"]]]]


def finished(kind: str, definition: Definition, extra: Mapping[str, Any]) -> Definition:
    """What was read from the boxes as a definition. `extra`: values of boxes that stand for something else."""
    finish = FINISH.get(kind)
    if finish:
        finish(definition, extra)
    return definition


def ids(lines: list[Definition]) -> list[str]:
    return [line["id"] for line in lines]


def is_positive(line: Mapping[str, Any]) -> bool:
    value = line.get("worth", "0")
    return isinstance(value, str) and bool(WELL_FORMED_WORTH.fullmatch(value)) and worth_of(value) > 0


def finish_many(definition: Definition, extra: Mapping[str, Any]) -> None:
    if definition.get("rule") == "worth":
        definition["keys"] = ids([line for line in definition["options"] if is_positive(line)])
        return
    for line in definition["options"]:
        line.pop("worth", None)
    definition.pop("floor", None)


def finish_order(definition: Definition, extra: Mapping[str, Any]) -> None:
    """The order of the boxes is the key; the lines themselves stay where they stood."""
    definition["key"] = ids(definition["options"])
    stood = ids(extra["before"].get("options", []))
    definition["options"].sort(key=lambda line: stood.index(line["id"]) if line["id"] in stood else len(stood))


def finish_answers(definition: Definition, extra: Mapping[str, Any]) -> None:
    for answer in definition["answers"]:
        answer.setdefault("worth", "1")


def finish_numeric(definition: Definition, extra: Mapping[str, Any]) -> None:
    finish_answers(definition, extra)
    definition["answers"] = [numbers_box.spread(answer) for answer in definition["answers"]]
    for unit in definition["units"][:1]:
        unit.setdefault("factor", "1")
    if not definition["units"]:
        del definition["units"]
    definition.pop("unit_rule", None)
    if extra["unit_cost"].strip():
        definition["unit_rule"] = {"cost": extra["unit_cost"].strip(), "of": extra["unit_of"] or "answer"}


def finish_story(definition: Definition, extra: Mapping[str, Any]) -> None:
    definition["start"] = definition["nodes"][0]["id"] if definition["nodes"] else ""
    for node in definition["nodes"]:
        for line in node["choices"]:
            line.setdefault("worth", "0")


def finish_essay(definition: Definition, extra: Mapping[str, Any]) -> None:
    least, most = extra["words_least"], extra["words_most"]
    definition.pop("words", None)
    if least is not None or most is not None:
        definition["words"] = [least, most]


def finish_gaps(definition: Definition, extra: Mapping[str, Any]) -> None:
    names = {str(number): gap["id"] for number, gap in extra["gaps"].items()}
    definition["text"] = MARKER.sub(lambda found: f"[[{names.get(found[1], found[1])}]]", definition["text"])
    definition["gaps"] = [finished_gap(gap) for gap in definition["gaps"]]


def finished_gap(gap: Definition) -> Definition:
    """A gap whose lines stand where its kind has them; the other kinds' fields go."""
    kind, lines = gap.get("kind", ""), gap.pop("lines")
    kept = {name: value for name, value in gap.items() if name not in ("options", "answers", "key", "keys")}
    if kind in ("short_text", "numeric"):
        answers = [{"worth": "1", **line} for line in lines]
        return kept | {"answers": [numbers_box.spread(line) if kind == "numeric" else without(line, "tolerance") for line in answers]}
    options = [without(line, "tolerance") for line in lines]
    if kind == "multiple_response" and kept.get("rule") != "worth":
        return kept | {
            "rule": kept.get("rule", "partial"),
            "keys": ids([o for o in options if is_positive(o)]),
            "options": [without(o, "worth") for o in options],
        }
    right = ids([option for option in options if option.get("worth") == "1"])
    if kind == "multiple_response":
        return kept | {"keys": ids([option for option in options if is_positive(option)]), "options": options}
    key = right[0] if right else ""
    return kept | {"key": key, "options": [without(option, "worth") if option["id"] == key else option for option in options]}


def without(line: Definition, name: str) -> Definition:
    return {field: value for field, value in line.items() if field != name}


FINISH = {
    "multiple_response": finish_many,
    "ordering": finish_order,
    "short_text": finish_answers,
    "numeric": finish_numeric,
    "scenario": finish_story,
    "essay": finish_essay,
    "cloze": finish_gaps,
}
