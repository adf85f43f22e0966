"""What people are told about their ways in: at once, whatever the hour. Neutral subjects (ux.md 6.2)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "accounts.code",
    weight="now",
    secret=True,
    lasts=timedelta(minutes=15),
    says=_("A code that proves that it is you"),
    subject=_("Your code"),
    body=_(
        "Hello {called},\n\nyour code is {code}\n\nIt works for 15 minutes, on the page that asked for it. "
        "We never ask for it by phone or e-mail.\n\nYou did not ask for a code? Then nothing happened, and you need do nothing."
    ),
)
message_kind(
    "accounts.ways_changed",
    weight="now",
    says=_("Something about how you sign in has changed"),
    subject=_("A change to how you sign in"),
    body=_(
        "Hello {called},\n\n{what}\n\nWas it you? Then you need do nothing.\n"
        "Was it not you? Sign out everywhere and change your ways in: {security}\nOr ask a person: {help}"
    ),
)
