"""What people are told. No name, no word of the worry, nothing about health: a mail is read over shoulders."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "safeguarding.raised",
    weight="now",
    says=_("Something new in your queue as safeguarding lead"),
    subject=_("Something new waits in your queue"),
    body=_("Hello {called},\n\nsomething new waits for you. Please sign in and look at it by {by}.\n\n{link}\n"),
)
message_kind(
    "safeguarding.waits",
    weight="now",
    says=_("Something in the queue of the safeguarding leads waits too long"),
    subject=_("Something still waits"),
    body=_("Hello {called},\n\nsomething should have been looked at by {by}, and nobody has opened it yet. Please see to it.\n\n{link}\n"),
)
message_kind(
    "safeguarding.no_lead",
    weight="now",
    says=_("A task that nobody holds"),
    subject=_("A task that nobody holds at the moment"),
    body=_(
        "Hello {called},\n\nsomething came in for the safeguarding lead, and nobody holds that role for it today."
        " You cannot read it yourself."
        " Please give the role to somebody now.\n\n{link}\n"
    ),
)
message_kind(
    "safeguarding.handed_over",
    weight="now",
    says=_("Another safeguarding lead hands something over to you"),
    subject=_("Something was handed over to you"),
    body=_("Hello {called},\n\na colleague has handed something over to you. Please sign in and look at it.\n\n{link}\n"),
)
message_kind(
    "safeguarding.taken_up",
    weight="note",
    says=_("Somebody looks into what you told us"),
    subject=_("Somebody has taken up what you told us"),
    body=_("Hello {called},\n\nsomebody has taken up what you told us on {day}. Thank you for telling us.\n\n{link}\n"),
)
message_kind(
    "safeguarding.shared",
    weight="note",
    says=_("Somebody wants you to read something"),
    subject=_("There is something for you to read"),
    body=_("Hello {called},\n\nthere is something for you to read when it suits you. Please sign in.\n\n{link}\n"),
)
message_kind(
    "safeguarding.glass",
    weight="now",
    says=_("Somebody opened a closed part of your record"),
    subject=_("Somebody opened a part of your record"),
    body=_(
        "Hello {called},\n\nsomebody opened a part of your record that is usually closed. Sign in to see who it was and why.\n\n{link}\n"
    ),
)
