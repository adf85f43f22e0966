"""A knowledge test passed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lms.core.written.forms import said
from lms.core.written.shapes import Key
from schemes.requirements.base import Requirement
from schemes.requirements.evidence import Evidence, QuizResult
from schemes.requirements.outcome import Cite, NotCounted, Outcome, state_of


@dataclass(frozen=True, kw_only=True)
class QuizPassed(Requirement):
    """One named knowledge test, passed once. The pass mark belongs to the test, and whether its best or its last try counts."""

    kind: ClassVar[str] = "quiz_passed"

    quiz: str = said("The key of the test.", Key())

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        tries = sorted({one for one in evidence.quizzes if one.quiz_key == self.quiz}, key=lambda one: (one.on, one.ref))
        counted = [one for one in tries if one.passed and one.stands][:1]
        missing = 1 - len(counted)
        return self.answer(
            have=len(counted),
            need=1,
            unit="quiz",
            missing=missing,
            state=state_of(missing, missing),
            counted=tuple(cite(one) for one in counted),
            not_counted=tuple(NotCounted(cite(one), _why(one)) for one in tries if one not in counted),
        )


def _why(one: QuizResult) -> str:
    if not one.stands:
        return "taken_again"
    return "passed_already" if one.passed else "not_passed"


def cite(one: QuizResult) -> Cite:
    return Cite(one.ref, one.on, one.quiz_key, one.correct, out_of=one.of)
