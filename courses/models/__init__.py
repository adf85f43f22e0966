"""What people learn: pages (the workshop), editions (the product), and what each learner did with them."""

from .calendars import CalendarFeed
from .cohorts import Cohort, Enrolment, place_code
from .credits import TrainingCredit
from .editions import EditionFragment, ModuleEdition, ModuleReview, Redaction
from .journal import JournalCopy, JournalEntry
from .pages import Domain, Module, ModuleMinutes, ModuleOutcome, Programme, Step
from .places import CohortCode, CohortDue, PlaceRequest
from .progress import KnowledgeAnswer, ModuleEnrolment, StepFinished
from .stories import StoryConsent
from .workshops import Attendance, Workshop

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Cohort",
    "CohortCode",
    "CohortDue",
    "Domain",
    "EditionFragment",
    "Enrolment",
    "JournalCopy",
    "JournalEntry",
    "KnowledgeAnswer",
    "Module",
    "ModuleEdition",
    "ModuleEnrolment",
    "ModuleMinutes",
    "ModuleOutcome",
    "ModuleReview",
    "PlaceRequest",
    "Programme",
    "Redaction",
    "Step",
    "StepFinished",
    "StoryConsent",
    "TrainingCredit",
    "Workshop",
    "place_code",
]
