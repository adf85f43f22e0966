"""What people fill in. Short lists instead of free text: nobody can write a name into a list."""

from .answering import AnswerForm, AskForm, DifferForm, SignForm
from .writing import CorrectionForm, EntryForm, WhenForm, filled_from

__all__ = ["AnswerForm", "AskForm", "CorrectionForm", "DifferForm", "EntryForm", "SignForm", "WhenForm", "filled_from"]
