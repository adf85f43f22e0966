"""The moves of an application, as a table that can be read aloud."""

from django.utils.translation import gettext_lazy as _

from lms.core.moves import Move

STATES = [
    ("draft", _("You are preparing it")),
    ("submitted", _("With the certification board")),
    ("decided", _("Decided")),
    ("withdrawn", _("Withdrawn")),
]
OPEN = ["draft", "submitted"]

APPLICATION_MOVES = {
    "send": Move({"draft"}, "submitted", needs="schemes.send_application"),
    "withdraw": Move({"draft", "submitted"}, "withdrawn", needs="schemes.withdraw_application"),
    # The clock stops, the case does not: it goes back to the person with one clear list.
    "ask_for_more": Move({"submitted"}, "draft", needs="schemes.decide_application"),
    "decide": Move({"submitted"}, "decided", needs="schemes.decide_application"),
}
