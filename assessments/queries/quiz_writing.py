"""Reads for those who write a test: its draft with what needs mending, its versions, and papers drawn to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assessments import questions
from assessments.models import Question, QuestionBank, QuestionVersion, Quiz, QuizVersion
from assessments.queries.paper_drawing import NotDrawn, draw_versions
from assessments.questions import Problem
from assessments.questions.quiz import quiz_rules
from assessments.questions.quiz_checks import quiz_problems
from assessments.quiz_editing.telling import Line, difference, told


@dataclass(frozen=True)
class QuizVersionLine:
    """One released version: its rules in words, beside those of the version before it."""

    version: QuizVersion
    before: QuizVersion | None

    @cached_property
    def lines(self) -> list[Line]:
        return difference(told(self.before.definition) if self.before else [], told(self.version.definition))

    @property
    def changes(self) -> list[Line]:
        """What is other than before; nothing for the first version."""
        return [line for line in self.lines if not line.is_same] if self.before else []


@dataclass(frozen=True)
class QuizWriting:
    """A test for an editor. `problems` of the draft; `changes` what its release would change."""

    quiz: Quiz
    problems: Sequence[Problem]
    changes: Sequence[Line]
    versions: Sequence[QuizVersionLine]

    @property
    def newest(self) -> QuizVersionLine | None:
        return self.versions[0] if self.versions else None


def quiz_writing(quiz: Quiz) -> QuizWriting:
    """Three statements at most, however many versions there are."""
    found = list(quiz.versions.order_by("-number").select_related("released_by"))
    lines = [QuizVersionLine(version, before) for version, before in zip(found, [*found[1:], None], strict=True)]
    problems = draft_problems(quiz.draft) if quiz.draft is not None else []
    changes: list[Line] = []
    if quiz.draft is not None and not problems and found:
        changes = [line for line in difference(told(found[0].definition), told(quiz.draft)) if not line.is_same]
    return QuizWriting(quiz, problems, changes, lines)


def draft_problems(definition: Mapping[str, Any]) -> list[Problem]:
    """Everything that stands between a draft and its release: its shape first, then whether the bank can fill the paper."""
    found = quiz_problems(definition)
    if found:
        return found
    try:
        draw_versions(quiz_rules(definition), seed=0)
    except NotDrawn as short:
        return [Problem(f"sections[{short.section}]", str(short))]
    return []


@dataclass(frozen=True)
class DrawnQuestion:
    """One place on a paper that is looked at. `section` from 1."""

    position: int
    section: int
    version: QuestionVersion

    @property
    def stem(self) -> str:
        return str(self.version.definition["stem"])

    @property
    def lines(self) -> list[str]:
        """Its lines in their own order, for kinds that have any."""
        return [row.text for row in questions.form(self.version.definition).rows]


def drawn_paper(definition: Mapping[str, Any], seed: int) -> list[DrawnQuestion]:
    """The paper that this seed brings to somebody who takes the test for the first time today; two statements.

    Rely on `quiz_problems(definition) == []`. Raises NotDrawn where the bank cannot fill it.
    """
    rules = quiz_rules(definition)
    drawn = draw_versions(rules, seed)
    versions = QuestionVersion.objects.select_related("question").in_bulk(drawn)
    sections = [place for place, section in enumerate(rules.sections, start=1) for _each in range(section.draw)]
    return [DrawnQuestion(at, section, versions[pk]) for at, (section, pk) in enumerate(zip(sections, drawn, strict=True), start=1)]


def bank_choices() -> list[tuple[str, str]]:
    return list(QuestionBank.objects.order_by("title").values_list("key", "title"))


def named_questions(definition: Mapping[str, Any]) -> dict[str, str]:
    """The stems of the questions that the sections name, by key; one statement, none where no section names any."""
    keys = {key for section in definition.get("sections", []) for key in section.get("questions", [])}
    if not keys:
        return {}
    rows = Question.objects.filter(bank__key=definition.get("bank", ""), key__in=keys)
    newest = QuestionVersion.objects.newest().filter(question__in=rows)
    return {key: str(said["stem"]) for key, said in newest.values_list("question__key", "definition")}
