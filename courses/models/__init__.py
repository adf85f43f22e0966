"""What people learn: pages (the workshop), editions (the product), and what each learner did with them."""

from .cohorts import Cohort, Enrolment, place_code
from .credits import TrainingCredit
from .editions import EditionFragment, ModuleEdition, ModuleReview, Redaction
from .journal import JournalCopy, JournalEntry
from .media import EditionMedia, EditionMediaUse
from .must_reads import MustRead, MustReadSeen
from .pages import Domain, Module, ModuleMinutes, ModuleOutcome, Programme, Step
from .progress import KnowledgeAnswer, ModuleEnrolment, StepFinished
from .withdrawals import StepWithdrawal

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
    "MustRead",
    "MustReadSeen",
    "Programme",
    "Redaction",
    "Step",
    "StepFinished",
    "StepWithdrawal",
    "TrainingCredit",
    "place_code",
]
