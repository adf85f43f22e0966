"""What can be done with copies."""

from .ask import ask_for_copy
from .check import Answer, answer_check
from .issue import issue_copy
from .note_check import flush_checks, note_check

__all__ = ["Answer", "answer_check", "ask_for_copy", "flush_checks", "issue_copy", "note_check"]
