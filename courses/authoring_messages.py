"""What readers of lessons are told. The mail names no lesson: a subject like "suicide" in somebody's inbox says too much."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "courses.lesson_waits",
    weight="note",
    says=_("A lesson waits for you to read it"),
    subject=_("Something waits for you to read"),
    body=_("Hello {called},\n\na lesson has been written, and you are asked to read it before it goes out.\n\n{link}\n"),
)
