"""What this app tells people about coming in, roles and ties. Subjects say nothing that a stranger should not read."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "accounts.joined",
    weight="now",
    says=_("Your invitation was taken up"),
    subject=_("You have joined"),
    body=_(
        "Hello {called},\n\nsomebody has just joined with the invitation that {inviter} sent to this address: {what}.\n\n"
        "If it was you, all is well. If it was not, answer {inviter} today: your place can be closed at once.\n"
    ),
)
message_kind(
    "accounts.asked_again",
    weight="note",
    roles=("manager", "admin"),
    says=_("Somebody asks for a new invitation"),
    subject=_("Somebody asks for a new link"),
    body=_("{name} asks for a new invitation. You can send it from the cohort's page.\n"),
)
message_kind(
    "accounts.declined",
    weight="note",
    roles=("manager", "admin"),
    says=_("Somebody says that an invitation is not for them"),
    subject=_("An invitation has ended"),
    body=_("Whoever got the invitation for {name} says that it is not for them. It has ended. Nobody asked them why.\n"),
)
message_kind(
    "accounts.role_given",
    weight="note",
    says=_("You have a new role"),
    subject=_("You have a new role"),
    body=_("Hello {called},\n\nfrom {day} you are here as: {role} ({where}).\n\nSign in to see what it opens.\n"),
)
message_kind(
    "accounts.role_ended",
    weight="note",
    says=_("One of your roles has ended"),
    subject=_("One of your roles has ended"),
    body=_("Hello {called},\n\nyour role here has ended: {role} ({where}). Its last day was {day}. What you did in it stays on record.\n"),
)
message_kind(
    "accounts.tie_made",
    weight="note",
    says=_("Somebody wrote down how you and another person stand"),
    subject=_("Something new about who you work with"),
    body=_(
        "Hello {called},\n\nfrom {day}: {sentence}.\n\nYou find it under Me, Ties. "
        "If it is not right, say so to the person who runs your course.\n"
    ),
)
message_kind(
    "accounts.tie_ended",
    weight="note",
    says=_("Something about who you work with has ended"),
    subject=_("Something about who you work with has ended"),
    body=_("Hello {called},\n\nthis has ended: {sentence}.\n\nYou find it under Me, Ties.\n"),
)
message_kind(
    "accounts.identity",
    weight="note",
    says=_("Somebody wrote down that they checked who you are"),
    subject=_("A note about your record"),
    body=_(
        "Hello {called},\n\nsomebody wrote down that they looked at who you are. You can see it on your own page. "
        "We keep no copy of any document.\n"
    ),
)
