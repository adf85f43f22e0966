"""What is said about breaks: as little as possible."""

from django.utils.translation import gettext_lazy as _

from accounts.messages import message_kind

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
    says=_("The day I chose for coming back"),
    subject=_("The day you chose"),
    body=_(
        "Hello {called}\n\nToday is the day you chose for coming back. Your break goes on until you end it yourself, and nothing runs out. "
        "When you are ready, sign in and press “I am back”. If you want another day, choose one there, or none.\n"
    ),
)
