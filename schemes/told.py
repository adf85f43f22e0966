"""What people are told about their application and their certificate: that there is news, never what it is (ux.md 4.6)."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

BODY = _(
    "Hello {called},\n\nthere is news for you. It is not in this mail: open it when you are ready.\n\n{link}\n\n"
    "If you would rather hear it from a person, reply and we will ring you.\n"
)

message_kind("schemes.decision", weight="news", says=_("News about an application of mine"), subject=_("There is news for you"), body=BODY)
# At once, whatever the hour: a checker would read it before the holder does. It cannot be switched off.
message_kind("schemes.event", weight="now", says=_("News about a certificate of mine"), subject=_("There is news for you"), body=BODY)
