"""Reads over several tables, for screens, the rule engine and other apps."""

from assessments.queries.competencies import (
    JudgedCompetency,
    WaitingPiece,
    assessors_of,
    judgements,
    latest,
    open_submissions,
    waiting_pieces,
)
from assessments.queries.quiz_days import QuizDaysLine, quiz_days
from assessments.queries.quizzes import QuizResult, overtaken, quiz_results

__all__ = [
    "JudgedCompetency",
    "QuizDaysLine",
    "QuizResult",
    "WaitingPiece",
    "assessors_of",
    "judgements",
    "latest",
    "open_submissions",
    "overtaken",
    "quiz_days",
    "quiz_results",
    "waiting_pieces",
]
