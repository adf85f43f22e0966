"""What people are told about places, workshops and what they reported. Subjects are neutral; no message names an outcome or a reason."""

from django.utils.translation import gettext_lazy as _

from accounts.messaging.kinds import message_kind

message_kind(
    "courses.place_asked",
    weight="note",
    roles=("manager",),
    says=_("Somebody asks for a place"),
    subject=_("Somebody asks for a place"),
    body=_("Hello {called}\n\n{name} asks for a place in {cohort}. You can answer here:\n{link}\n"),
)
message_kind(
    "courses.place_answered",
    weight="news",
    says=_("An answer to my asking for a place"),
    subject=_("There is an answer for you"),
    body=_("Hello {called}\n\nThere is an answer to something you asked for. You find it here when you sign in:\n{link}\n"),
)
message_kind(
    "courses.place_offered",
    weight="note",
    must=True,
    says=_("A place is kept for me"),
    subject=_("Something is kept for you"),
    body=_(
        "Hello {called}\n\nSomething that you waited for is kept for you until {day}. Say whether you still want it:\n{link}\n\n"
        "If you do not answer, you stay on the list, and somebody else is asked first.\n"
    ),
)
message_kind(
    "courses.place_ended",
    weight="news",
    says=_("My place in a group has ended"),
    subject=_("Something about your course has changed"),
    body=_("Hello {called}\n\nSomething about your course has changed. You find it here when you sign in:\n{link}\n"),
)
message_kind(
    "courses.workshop_changed",
    weight="note",
    must=True,
    says=_("A session was moved"),
    subject=_("A session has another time or place"),
    body=_("Hello {called}\n\nA session has another time or place. It now begins on {day} at {time}. More about it:\n{link}\n"),
)
message_kind(
    "courses.workshop_cancelled",
    weight="note",
    must=True,
    says=_("A session does not take place"),
    subject=_("A session does not take place"),
    body=_("Hello {called}\n\nThe session on {day} at {time} does not take place. There is nothing you need to do.\n{link}\n"),
)
message_kind(
    "courses.problem_answered",
    weight="note",
    says=_("An editor answered what you told us about a page"),
    subject=_("An editor has answered you"),
    body=_("Hello {called},\n\nyou told us that something is not right on a page. An editor has written back.\n\n{link}\n"),
)
