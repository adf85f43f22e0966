"""Messages that belong to no one room: ways in, invitations, and the mail that holds several."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "accounts.digest",
    weight="note",
    must=True,
    says=_("Several messages in one mail"),
    subject=_("What is new for you"),
    body=_("Hello {called},\n\nthere are a few things for you. You find them all here too, when you sign in.\n\n{lines}\n"),
    sample={"lines": "* Hours wait for you\n  /supervise/to-sign/"},
)
# No word about health in subject or first line: somebody else may see the screen (ux.md 2.8).
message_kind(
    "accounts.invitation",
    weight="now",
    says=_("An invitation"),
    subject=_("Your place on the course"),
    body=_(
        "Hello {called},\n\n{inviter} has kept a place for you: {what}.\n\nOpen this page to see what it is, who can see what, "
        "and to start:\n{link}\n\nThe link works once, until {until}. If this is not for you, you need do nothing.\n"
    ),
    sample={"what": "Spring cohort"},
)
message_kind(
    "accounts.sign_in_code",
    weight="now",
    secret=True,
    lasts=timedelta(minutes=15),
    says=_("The code for signing in"),
    subject=_("Your code"),
    body=_(
        "Hello,\n\nyour code is {code}\n\nIt works for 15 minutes, on the page that asked for it. We never ask for it by phone or "
        "e-mail.\n\nYou did not ask for a code? Then nothing happened, and you need do nothing.\n"
    ),
)
message_kind(
    "accounts.password_link",
    weight="now",
    secret=True,
    lasts=timedelta(hours=1),
    says=_("The link for a new password"),
    subject=_("Choose a new password"),
    body=_(
        "Hello,\n\nsomebody asked for a new password for this address. If it was you, open this page:\n\n{link}\n\n"
        "It works once. If it was not you, you need do nothing.\n"
    ),
)
message_kind(
    "accounts.address_code",
    weight="now",
    secret=True,
    lasts=timedelta(minutes=15),
    says=_("The code that proves a new address"),
    subject=_("Your code"),
    body=_("Hello,\n\nyour code is {code}\n\nIt works for 15 minutes. You did not ask for a code? Then you need do nothing.\n"),
)
message_kind(
    "accounts.address_changed",
    weight="now",
    says=_("Your e-mail address was changed"),
    subject=_("A change to how you sign in"),
    body=_(
        "Hello,\n\nyour account now uses another e-mail address. This one no longer opens it.\n\n"
        "Was it not you? Ask a person at once: {help}\n"
    ),
)
