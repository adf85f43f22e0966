"""What people can do and who judged it."""

from assessments.models.evidence import EvidenceFile, Submission, SubmissionRound
from assessments.models.frameworks import Authorisation, Framework, FrameworkVersion, PlanVersion
from assessments.models.judgements import JudgedCriterion, Judgement, MarkingDraft
from assessments.models.origins import QuestionIntake, QuestionOrigin
from assessments.models.people_marking import AnswerFile, AnswerMarking
from assessments.models.pictures import QuestionPicture
from assessments.models.quality import QualityCheck
from assessments.models.questions import Question, QuestionBank, QuestionReview, QuestionVersion
from assessments.models.quizzes import Answer, Attempt, AttemptSlot, Quiz, QuizDays, QuizVersion
from assessments.models.results import AttemptResult, MarkEvent
from assessments.models.voids import OptionVoid, PassInDoubt, PassRuling

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerMarking",
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
    "OptionVoid",
    "PassInDoubt",
    "PassRuling",
    "PlanVersion",
    "QualityCheck",
    "Question",
    "QuestionBank",
    "QuestionIntake",
    "QuestionOrigin",
    "QuestionPicture",
    "QuestionReview",
    "QuestionVersion",
    "Quiz",
    "QuizDays",
    "QuizVersion",
    "Submission",
    "SubmissionRound",
]
