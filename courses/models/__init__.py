"""What people learn: pages (the workshop), editions (the product), and what each learner did with them."""

from .cohorts import Cohort, Enrolment, place_code
from .credits import TrainingCredit
from .editions import EditionFragment, ModuleEdition, ModuleReview, Redaction
from .journal import JournalCopy, JournalEntry
from .media import EditionMedia, EditionMediaUse
from .pages import Domain, Module, ModuleMinutes, ModuleOutcome, Programme, Step
from .progress import KnowledgeAnswer, ModuleEnrolment, StepFinished
from .stories import StoryConsent

__all__ = [
    "Cohort",
    "Domain",
    "EditionFragment",
    "EditionMedia",
    "EditionMediaUse",
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
    "Programme",
    "Redaction",
    "Step",
    "StepFinished",
    "StoryConsent",
    "TrainingCredit",
    "place_code",
]
