"""What assessors are told after a second look."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "assessments.quality_checked",
    weight="note",
    says=_("A colleague looked at one of your decisions"),
    subject=_("A colleague has looked at a piece that you marked"),
    body=_("Hello {called},\n\na colleague has looked at a piece that you marked. You can read what they say.\n\n{link}\n"),
)
