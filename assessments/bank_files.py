"""A question bank as a YAML file: what may stand in it, and where it needs mending.

    bank: {key: core-knowledge, title: Core knowledge}
    questions:
      - {key: first-words, topic: listening, tags: [starter, "difficulty:1"], definition: {kind: single_choice, stem: ..., ...}}
    quizzes:
      - {key: core-knowledge, title: Core knowledge, definition: {...}}

A question may also say `language`, `outcome` and `competency`. Definitions are those of docs/question-format.md and docs/quiz-format.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assessments import questions
from assessments.questions import Problem
from assessments.questions.about import FIELDS as ABOUT_FIELDS
from assessments.questions.about import about_problems
from assessments.questions.checks import WELL_FORMED_ID, field_problems, join, text_problems
from assessments.questions.difficulty import difficulty_problems
from assessments.questions.quiz_checks import quiz_problems
from assessments.questions.words import say as _

FIELDS = frozenset({"bank", "questions", "quizzes"})
BANK_FIELDS = frozenset({"key", "title"})
QUESTION_FIELDS = frozenset({"key", "topic", "tags", "definition", *ABOUT_FIELDS})
QUIZ_FIELDS = frozenset({"key", "title", "definition"})


@dataclass(frozen=True)
class BankFile:
    """A bank file without problems."""

    key: str
    title: str
    questions: list[dict[str, Any]]
    quizzes: list[dict[str, Any]]


class UnreadableBank(ValueError):
    """The file cannot be used; nothing of it was. `problems` says where and what."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.says}" for problem in problems))
        self.problems = problems


def read_bank(path: Path) -> BankFile:
    """Raises UnreadableBank with every problem, or with the line at which the YAML itself breaks off."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as broken:
        raise UnreadableBank([Problem(place_of(broken), _("This is not YAML that can be read."))]) from broken
    found = list(bank_problems(content))
    if found:
        raise UnreadableBank(found)
    return BankFile(content["bank"]["key"], content["bank"]["title"], content["questions"], content.get("quizzes", []))


def place_of(broken: Exception) -> str:
    mark = getattr(broken, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "file"


def bank_problems(content: Any) -> Iterator[Problem]:
    """Everything that needs mending, with its path. Accepts any value."""
    if not isinstance(content, Mapping):
        yield Problem("", _("A bank file is a set of named fields."))
        return
    yield from field_problems(content, FIELDS)
    yield from named_problems(content.get("bank"), "bank", BANK_FIELDS)
    yield from rows_problems(content.get("questions"), "questions", question_problems)
    yield from rows_problems(content.get("quizzes", []), "quizzes", quiz_row_problems)


def rows_problems(rows: Any, path: str, check: Any) -> Iterator[Problem]:
    if not isinstance(rows, list):
        yield Problem(path, _("Give a list."))
        return
    keys = Counter(row.get("key") for row in rows if isinstance(row, Mapping) and isinstance(row.get("key"), str))
    for place, row in enumerate(rows):
        here = f"{path}[{place}]"
        if not isinstance(row, Mapping):
            yield Problem(here, _("Give a set of named fields."))
            continue
        yield from check(row, here)
        if isinstance(row.get("key"), str) and keys[row["key"]] > 1:
            yield Problem(f"{here}.key", _("This key stands here twice."))


def named_problems(row: Any, path: str, fields: frozenset[str]) -> Iterator[Problem]:
    """A key, a title and no field that is not known."""
    if not isinstance(row, Mapping):
        yield Problem(path, _("Give a set of named fields."))
        return
    yield from field_problems(row, fields, path)
    yield from key_problems(row, path)
    yield from text_problems(row.get("title"), join(path, "title"), 120)


def key_problems(row: Mapping[str, Any], path: str, name: str = "key") -> Iterator[Problem]:
    if not isinstance(row.get(name), str) or not WELL_FORMED_ID.fullmatch(row[name]):
        yield Problem(join(path, name), _("Use a short name of small letters, figures and dashes."))


def question_problems(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from field_problems(row, QUESTION_FIELDS, path)
    yield from key_problems(row, path)
    yield from key_problems(row, path, "topic")
    tags = row.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield Problem(f"{path}.tags", _("Give a list."))
    yield from difficulty_problems(tags, f"{path}.tags")
    yield from about_problems(row, path)
    yield from within(questions.problems(row.get("definition")), f"{path}.definition")


def quiz_row_problems(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from named_problems(row, path, QUIZ_FIELDS)
    yield from within(quiz_problems(row.get("definition")), f"{path}.definition")


def within(found: list[Problem], path: str) -> Iterator[Problem]:
    for problem in found:
        yield Problem(join(path, problem.path) if problem.path else path, problem.says)
