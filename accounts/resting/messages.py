"""What is said about breaks and adjustments: as little as possible."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "accounts.somebody_on_break",
    weight="note",
    says=_("Somebody I support is on a break"),
    subject=_("A change in your list of people"),
    body=_(
        "Hello {called}\n\n{name} is on a break and asked us to tell you. There is nothing you need to do, and nothing is late. "
        "What waits with you can wait.\n"
    ),
)
message_kind(
    "accounts.break_check_in",
    weight="note",
    in_breaks=True,  # the person chose the day
    says=_("The day I chose for coming back"),
    subject=_("The day you chose"),
    body=_(
        "Hello {called}\n\nToday is the day you chose for coming back. Your break goes on until you end it yourself. "
        "When you are ready, sign in and press “I am back”. If you want another day, choose one there, or none.\n"
    ),
)
message_kind(
    "accounts.adjustment_answered",
    weight="note",
    says=_("An answer to what I asked for"),
    subject=_("There is an answer for you"),
    body=_("Hello {called}\n\nThere is an answer to something you asked for. Sign in and open “What helps me” to read it.\n"),
)
