"""The days of several tests in one place, for whoever runs the place."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.grading import Days
from assessments.models import Quiz, QuizDays, QuizVersion


@dataclass(frozen=True)
class QuizDaysLine:
    """One test: the days of its newest version, and those given for the place; both may say nothing."""

    quiz: Quiz
    of_version: Days
    given: Days

    @property
    def held(self) -> Days:
        return self.given if self.given.says_something else self.of_version


def quiz_days(keys: Collection[str], context_key: str) -> list[QuizDaysLine]:
    """By title, those that are released; two statements however many."""
    newer = QuizVersion.objects.filter(quiz=OuterRef("quiz"), number__gt=OuterRef("number"))
    newest = QuizVersion.objects.filter(~Exists(newer), quiz__key__in=keys).select_related("quiz").order_by("quiz__title", "pk")
    rows = QuizDays.objects.filter(quiz__key__in=keys, context_key=context_key).order_by("pk")
    given = {row.quiz_id: Days(row.opens_on, row.closes_on) for row in rows}
    return [QuizDaysLine(row.quiz, Days(row.rules.opens_on, row.rules.closes_on), given.get(row.quiz_id, Days())) for row in newest]
