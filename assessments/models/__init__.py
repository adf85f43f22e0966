"""What people can do and who judged it."""

from assessments.models.evidence import EvidenceFile, Submission, SubmissionRound
from assessments.models.frameworks import Authorisation, Framework, FrameworkVersion, PlanVersion
from assessments.models.judgements import JudgedCriterion, Judgement, MarkingDraft
from assessments.models.quality import QualityCheck
from assessments.models.questions import Question, QuestionBank, QuestionReview, QuestionVersion
from assessments.models.quizzes import Answer, Attempt, AttemptSlot, Quiz, QuizVersion
from assessments.models.results import AttemptResult, MarkEvent

__all__ = [
    "Answer",
    "Attempt",
    "AttemptResult",
    "AttemptSlot",
    "Authorisation",
    "EvidenceFile",
    "Framework",
    "FrameworkVersion",
    "JudgedCriterion",
    "Judgement",
    "MarkEvent",
    "MarkingDraft",
    "PlanVersion",
    "QualityCheck",
    "Question",
    "QuestionBank",
    "QuestionReview",
    "QuestionVersion",
    "Quiz",
    "QuizVersion",
    "Submission",
    "SubmissionRound",
]
