"""Acts about people."""

from .accept import accept_invitation
from .erase import erase
from .invite import ask_again, find_invitation, invite
from .keys import KeyDestroyed, destroy_key, person_key
from .names import change_called, choose_certificate_name, clean_name
from .roles import end_role, give_role, relate
from .tell import tell

__all__ = [
    "KeyDestroyed",
    "accept_invitation",
    "ask_again",
    "change_called",
    "choose_certificate_name",
    "clean_name",
    "destroy_key",
    "end_role",
    "erase",
    "find_invitation",
    "give_role",
    "invite",
    "person_key",
    "relate",
    "tell",
]
