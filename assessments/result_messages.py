"""What people are told when an assessor has read their test: that it is ready, never how it went (ux.md 4.6)."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "assessments.test_read",
    weight="news",
    says=_("A test of mine has been read"),
    subject=_("There is news for you"),
    body=_(
        "Hello {called},\n\nsomebody has read what you wrote and left you a few words. They are not in this mail: open them when you are "
        "ready.\n\n{link}\n\nIf you would rather talk it over with a person, reply to this mail.\n"
    ),
)
