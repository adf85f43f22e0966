"""What a person has done, as plain values. Pure: the engine knows no table, no request and no clock.

`schemes.evidence` fills these from the apps below. `ref` is the public id of the row, so that a report can cite it.
No field names a person: a report is kept for years and must not carry an assessor or a supervisor by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from accounts.resting.pauses import Pause
from logbook.crediting import LoggedHours

JudgedOutcome = Literal["met", "not_yet", "unsafe"]


@dataclass(frozen=True)
class TrainingCredited:
    """Minutes of one domain that completing one edition of a module was worth."""

    ref: str
    module_key: str
    title: str
    edition: str
    domain: str
    minutes: int
    on: date


@dataclass(frozen=True)
class QuizResult:
    """One try. `stands`: no later one took its place (some tests count the last)."""

    ref: str
    quiz_key: str
    passed: bool
    correct: int
    of: int
    on: date
    stands: bool = True


@dataclass(frozen=True)
class JudgedCompetency:
    """One judgement. The newest of a competency says where the person stands."""

    ref: str
    framework: str
    framework_version: int
    competency: str
    outcome: JudgedOutcome
    on: date
    recorded_at: datetime
    method: str = ""


@dataclass(frozen=True)
class SentCompetency:
    """Evidence that an assessor has and has not judged yet."""

    ref: str
    framework: str
    framework_version: int
    competency: str
    on: date


@dataclass(frozen=True)
class SignedStatement:
    ref: str
    statement: str
    version: int
    on: date


@dataclass(frozen=True)
class Evidence:
    """Everything of one person that a requirement may look at."""

    training: tuple[TrainingCredited, ...] = ()
    quizzes: tuple[QuizResult, ...] = ()
    judgements: tuple[JudgedCompetency, ...] = ()
    sent: tuple[SentCompetency, ...] = ()
    practice: tuple[LoggedHours, ...] = ()
    supervision: tuple[LoggedHours, ...] = ()
    statements: tuple[SignedStatement, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def until(self, on: date) -> Evidence:
        """Without anything dated after `on`: a report as at 3 March reads the same whenever it is made."""
        names = [one.name for one in fields(self) if one.name != "pauses"]
        begun = tuple(pause for pause in self.pauses if pause.from_on <= on)
        return replace(self, pauses=begun, **{name: _dated_until(getattr(self, name), on) for name in names})


def _dated_until(items: Iterable[Any], on: date) -> tuple[Any, ...]:
    return tuple(item for item in items if item.on <= on)
