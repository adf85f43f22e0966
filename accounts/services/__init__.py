"""Acts about people."""

from .accept import accept_invitation
from .end_invitation import decline_invitation, take_back_invitation
from .erase import carry_out, erase, finish_erasures, order_erasure, plan_erasure, take_back_erasure
from .holds import end_hold, place_hold
from .identity import record_identity_check
from .invite import ask_again, find_invitation, invite
from .keys import KeyDestroyed, destroy_key, person_key
from .merge import find_merge, merge, undo_merge
from .names import change_called, choose_certificate_name, clean_name
from .organisations import close_organisation, save_organisation
from .printed import come_back, find_printed, join_with_code, open_account, print_code, print_way_back
from .relations import declare_conflict, end_relation, make_tie, relate
from .requests import answer_request, extend_request, look_at, open_request, take_back_request
from .roles import end_role, give_role, hand_over
from .tell import tell, write_to
from .wordings import choose_messages, release_wording, try_mail_again

__all__ = [
    "KeyDestroyed",
    "accept_invitation",
    "answer_request",
    "ask_again",
    "carry_out",
    "change_called",
    "choose_certificate_name",
    "choose_messages",
    "clean_name",
    "close_organisation",
    "come_back",
    "declare_conflict",
    "decline_invitation",
    "destroy_key",
    "end_hold",
    "end_relation",
    "end_role",
    "erase",
    "extend_request",
    "find_invitation",
    "find_merge",
    "find_printed",
    "finish_erasures",
    "give_role",
    "hand_over",
    "invite",
    "join_with_code",
    "look_at",
    "make_tie",
    "merge",
    "open_account",
    "open_request",
    "order_erasure",
    "person_key",
    "place_hold",
    "plan_erasure",
    "print_code",
    "print_way_back",
    "record_identity_check",
    "relate",
    "release_wording",
    "save_organisation",
    "take_back_erasure",
    "take_back_invitation",
    "take_back_request",
    "tell",
    "try_mail_again",
    "undo_merge",
    "write_to",
]
