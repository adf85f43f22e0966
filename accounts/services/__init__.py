"""Acts about people."""

from .accept import accept_invitation
from .erase import erase
from .invite import ask_again, find_invitation, invite
from .keys import KeyDestroyed, destroy_key, person_key
from .names import change_called, choose_certificate_name, clean_name
from .requests import answer_request, extend_request, look_at, open_request, take_back_request
from .roles import end_role, give_role, relate
from .tell import tell

__all__ = [
    "KeyDestroyed",
    "accept_invitation",
    "answer_request",
    "ask_again",
    "change_called",
    "choose_certificate_name",
    "clean_name",
    "destroy_key",
    "end_role",
    "erase",
    "extend_request",
    "find_invitation",
    "give_role",
    "invite",
    "look_at",
    "open_request",
    "person_key",
    "relate",
    "take_back_request",
    "tell",
]
