"""Acts about people."""

from .accept import accept_invitation
from .end_invitation import decline_invitation, take_back_invitation
from .erase import erase
from .identity import record_identity_check
from .invite import ask_again, find_invitation, invite
from .keys import KeyDestroyed, destroy_key, person_key
from .merge import find_merge, merge, undo_merge
from .names import change_called, choose_certificate_name, clean_name
from .organisations import close_organisation, save_organisation
from .printed import come_back, find_printed, join_with_code, print_code, print_way_back
from .relations import declare_conflict, end_relation, make_tie, relate
from .requests import answer_request, extend_request, look_at, open_request, take_back_request
from .roles import end_role, give_role, hand_over
from .tell import tell

__all__ = [
    "KeyDestroyed",
    "accept_invitation",
    "answer_request",
    "ask_again",
    "change_called",
    "choose_certificate_name",
    "clean_name",
    "close_organisation",
    "come_back",
    "declare_conflict",
    "decline_invitation",
    "destroy_key",
    "end_relation",
    "end_role",
    "erase",
    "extend_request",
    "find_invitation",
    "find_merge",
    "find_printed",
    "give_role",
    "hand_over",
    "invite",
    "join_with_code",
    "look_at",
    "make_tie",
    "merge",
    "open_request",
    "person_key",
    "print_code",
    "print_way_back",
    "record_identity_check",
    "relate",
    "save_organisation",
    "take_back_invitation",
    "take_back_request",
    "tell",
    "undo_merge",
]
