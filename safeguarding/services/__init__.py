"""Acts about concerns and glass."""

from .break_glass import break_glass
from .close_concern import close_concern
from .delay_sharing import delay_sharing
from .end_glass import end_glass
from .hand_over import hand_over
from .name_person import name_person
from .note import add_note
from .raise_concern import Told, raise_concern
from .share import share
from .take_up import take_up
from .tell_owners import tell_owners

__all__ = [
    "Told",
    "add_note",
    "break_glass",
    "close_concern",
    "delay_sharing",
    "end_glass",
    "hand_over",
    "name_person",
    "raise_concern",
    "share",
    "take_up",
    "tell_owners",
]
