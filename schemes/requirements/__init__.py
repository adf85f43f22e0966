"""What a scheme asks for: one module a kind. Pure: values and a date in, an answer out.

    report = evaluate(version, evidence, on=date(2027, 3, 3))
    report.outcome.missing

A new kind is one module here and one import below.
"""

from schemes.requirements.attestation import Attestation
from schemes.requirements.base import KINDS, Group, Requirement
from schemes.requirements.competencies_judged import CompetenciesJudged
from schemes.requirements.evidence import (
    Evidence,
    JudgedCompetency,
    QuizResult,
    SentCompetency,
    SignedStatement,
    TrainingCredited,
)
from schemes.requirements.groups import AllOf, AnyOf, NOf
from schemes.requirements.hours import PracticeMinutes, SupervisionMinutes
from schemes.requirements.outcome import Cite, NotCounted, Outcome
from schemes.requirements.quiz_passed import QuizPassed
from schemes.requirements.training_minutes import TrainingMinutes
from schemes.requirements.version import Report, Version, evaluate

__all__ = [
    "KINDS",
    "AllOf",
    "AnyOf",
    "Attestation",
    "Cite",
    "CompetenciesJudged",
    "Evidence",
    "Group",
    "JudgedCompetency",
    "NOf",
    "NotCounted",
    "Outcome",
    "PracticeMinutes",
    "QuizPassed",
    "QuizResult",
    "Report",
    "Requirement",
    "SentCompetency",
    "SignedStatement",
    "SupervisionMinutes",
    "TrainingCredited",
    "TrainingMinutes",
    "Version",
    "evaluate",
]
