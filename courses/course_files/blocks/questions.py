"""A question of the bank's own shape inside a step: its lines in the file, and what the editor's form keeps of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments import questions
from assessments.questions import Problem
from courses.course_files.collecting import CourseReading
from courses.course_files.texts import LINE_ENDS
from courses.editions.building import question_from
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import Plainly, wrong_sort

from .base import item

# The order in which a file writes the fields of a question and of its lines.
ORDER = (
    "id", "kind", "stem", "text", "rows", "choices", "options", "key", "keys", "rule", "answers", "gaps", "worth", "choice",
    "feedback", "feedback_true", "feedback_false", "why",
)  # fmt: skip
BY_PEOPLE = ("essay", "file_upload")
PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Question(Plainly):
    """The definition of a question (docs/question-format.md) that the editor of a step can hold."""

    def read(self, node: Node, into: Reading) -> Any:
        if node.sort != "map":
            return wrong_sort(node, into, "table")
        before = len(into.problems)
        given = plain_of(node, into)
        if len(into.problems) > before or (kind := given.get("kind")) in BY_PEOPLE:
            return REFUSED if len(into.problems) > before else into.refuse(node.path, node.line, "needs_a_person", key="kind", value=kind)
        for problem in questions.problems(given):
            _note(problem, node, into)
        return REFUSED if len(into.problems) > before else _kept(given, node, into)

    def plain(self, value: Any) -> Any:
        return ordered(value)

    def schema(self) -> dict[str, Any]:
        return {"$ref": "question.schema.json"}

    def says(self) -> str:
        return "a question (docs/question-format.md)"


def _note(problem: Problem, node: Node, into: Reading) -> None:
    at = node_at(node, problem.path)
    if isinstance(into, CourseReading) and (not problem.is_structural or _is_open(problem.path, at)):
        into.leave(at.path, at.line, "question", says=problem.says)
    else:
        into.refuse(at.path, at.line, "question", says=problem.says)


def _is_open(path: str, at: Node) -> bool:
    """An editor who has not ticked the right answer yet has saved a draft all the same."""
    return path in ("key", "keys") and at.key == path and at.text in ("", "null", "~") and not at.items


def _kept(given: dict[str, Any], node: Node, into: Reading) -> Any:
    """The question as the editor's form gives it back; refused when it would lose something on the way."""
    kept = question_from(raw_from(given))
    lost = [name for name, value in given.items() if value not in (None, "") and kept.get(name) != value]
    for name in lost:
        at = node_at(node, name)
        into.refuse(at.path, at.line, "no_place", key=name)
    return REFUSED if lost else kept


def ordered(value: Any) -> Any:
    """The same with its fields in the order in which they are written."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
        return {name: ordered(value[name]) for name in names}
    return [ordered(one) for one in value] if isinstance(value, list | tuple) else value


def plain_of(node: Node, into: Reading) -> Any:
    """Values as JSON has them."""
    if node.sort == "map":
        return {name: plain_of(inner, into) for name, inner in node.entries.items()}
    if node.sort == "list":
        return [plain_of(inner, into) for inner in node.items]
    if node.sort == "text":
        return LINE_ENDS.sub("\n", node.text).strip()
    if node.sort == "flag" and node.text in ("true", "false"):
        return node.text == "true"
    if node.sort == "whole" and re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", node.text):
        return int(node.text)
    if node.sort == "other" and node.text in ("", "null", "~"):
        return None
    return wrong_sort(node, into, "text")


def node_at(node: Node, path: str) -> Node:
    """The node that a path like options[2].text leads to, or the last one on the way."""
    for name, place in PART.findall(path):
        if name and name in node.entries:
            node = node.entries[name]
        elif place and int(place) < len(node.items):
            node = node.items[int(place)]
        else:
            break
    return node


def raw_from(question: Mapping[str, Any]) -> dict[str, Any]:
    """What the editor's form holds for a definition: the other way round than courses.editions.building.question_from."""
    common = {"kind": question["kind"], "stem": question.get("stem") or "", "why": question.get("why") or ""}
    return {**common, "rule": question.get("rule", "all_or_nothing"), "options": _options(question)}


def _options(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    kind = question["kind"]
    if kind == "true_false":
        key = question.get("key")
        return [
            _option("true", "True", key is True, question.get("feedback_true")),
            _option("false", "False", key is False, question.get("feedback_false")),
        ]
    lines = {option["id"]: option for option in question["options"]}
    order = question["key"] if kind == "ordering" else list(lines)
    right = question["keys"] if kind == "multiple_response" else [question["key"]] if kind == "single_choice" else []
    return [_option(name, lines[name]["text"], name in right, lines[name].get("feedback")) for name in order]


def _option(name: str, text: str, is_right: bool, feedback: str | None) -> dict[str, Any]:
    return item(name, {"text": text, "is_right": is_right, "feedback": feedback or ""})
