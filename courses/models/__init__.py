"""What people learn: pages (the workshop), editions (the product), and what each learner did with them."""

from .calendars import CalendarFeed
from .cohorts import Cohort, Enrolment, place_code
from .credits import TrainingCredit
from .editions import EditionFragment, ModuleEdition, ModuleReview, Redaction
from .journal import JournalCopy, JournalEntry
from .media import EditionMedia, EditionMediaUse
from .must_reads import MustRead, MustReadSeen
from .pages import Domain, Module, ModuleMinutes, ModuleNeed, ModuleOutcome, Programme, Step
from .places import CohortCode, CohortDue, PlaceRequest
from .practice import ScenarioRun
from .problems import PageProblem
from .progress import KnowledgeAnswer, ModuleEnrolment, StepFinished
from .reviews import LivedExperienceReview, SafeguardingReview, StepReview, WordsReview
from .sharing import SharedReflection
from .snippets import LocalRule, Topic, WordListEntry
from .withdrawals import StepWithdrawal
from .workshops import Attendance, Workshop

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Cohort",
    "CohortCode",
    "CohortDue",
    "Domain",
    "EditionFragment",
    "EditionMedia",
    "EditionMediaUse",
    "Enrolment",
    "JournalCopy",
    "JournalEntry",
    "KnowledgeAnswer",
    "LivedExperienceReview",
    "LocalRule",
    "Module",
    "ModuleEdition",
    "ModuleEnrolment",
    "ModuleMinutes",
    "ModuleNeed",
    "ModuleOutcome",
    "ModuleReview",
    "MustRead",
    "MustReadSeen",
    "PageProblem",
    "PlaceRequest",
    "Programme",
    "Redaction",
    "SafeguardingReview",
    "ScenarioRun",
    "SharedReflection",
    "Step",
    "StepFinished",
    "StepReview",
    "StepWithdrawal",
    "Topic",
    "TrainingCredit",
    "WordListEntry",
    "WordsReview",
    "Workshop",
    "place_code",
]
