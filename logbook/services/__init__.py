"""Acts on the log, one a file."""

from .ask import return_entry
from .change import change_entry
from .confirm import Signed, countersign, countersign_many
from .correct import correct_entry
from .differ import see_it_differently
from .gates import ChangedSince, Doubtful
from .log import log_entry
from .remove import remove_draft, take_back
from .send import submit, submit_drafts
from .shorten import shorten_entry

__all__ = [
    "ChangedSince",
    "Doubtful",
    "Signed",
    "change_entry",
    "correct_entry",
    "countersign",
    "countersign_many",
    "log_entry",
    "remove_draft",
    "return_entry",
    "see_it_differently",
    "shorten_entry",
    "submit",
    "submit_drafts",
    "take_back",
]
