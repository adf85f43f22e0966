"""The proof, and who asked about it."""

from .checks import CheckEvent
from .copies import Copy, CopyPaper, CopySnapshot, CopySuperseded

__all__ = ["CheckEvent", "Copy", "CopyPaper", "CopySnapshot", "CopySuperseded"]
