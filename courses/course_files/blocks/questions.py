"""A question of the bank's own shape inside a step: its lines in the file, and what the editor's form keeps of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from assessments import questions
from assessments.questions import Problem
from courses.course_files.collecting import CourseReading
from courses.course_files.texts import LINE_ENDS
from courses.editions.questions import TooRich
from courses.editions.questions_back import raw_question
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Reading
from lms.core.written.shapes import Plainly, wrong_sort

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
    if not problem.is_structural or _is_open(problem.path, at):
        cast(CourseReading, into).leave(at.path, line_of(at), "question", says=problem.says)
    else:
        into.refuse(at.path, line_of(at), "question", says=problem.says)


def _is_open(path: str, at: Node) -> bool:
    """An editor who has not ticked the right answer yet has saved a draft all the same."""
    return path in ("key", "keys") and at.key == path and at.text in ("", "null", "~") and not at.items


def _kept(given: dict[str, Any], node: Node, into: Reading) -> Any:
    """The question, if the form in a step can say all of it."""
    try:
        raw_question(given)
    except TooRich:
        return into.refuse(node.path, node.line, "too_rich", key="question")
    return given


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


def line_of(node: Node) -> int:
    """Where a reader looks for it: a list or a table by its name, not by its first line."""
    return node.key_line if node.items or node.entries else node.line
