"""What people are told about hours and sessions. No names."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "logbook.to_sign",
    weight="reminder",
    roles=("supervisor",),
    says=_("Hours wait for me to confirm them"),
    subject=_("Hours wait for you"),
    body=_('Some hours have waited for two weeks for you to confirm them. Sign in and open "To sign" when you have a moment.\n\n{link}\n'),
    sample={"link": f"{settings.SITE_URL}/supervise/to-sign/"},
)
