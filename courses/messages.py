"""What learners are told about what they reported. No word of it stands in the mail."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "courses.problem_answered",
    weight="note",
    says=_("An editor answered what you told us about a page"),
    subject=_("An editor has answered you"),
    body=_("Hello {called},\n\nyou told us that something is not right on a page. An editor has written back.\n\n{link}\n"),
)
