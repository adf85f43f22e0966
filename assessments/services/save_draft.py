"""Keep what somebody is writing towards a competency."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from assessments.models import FrameworkVersion, Submission
from assessments.states import DRAFT, SUBMITTED
from lms.core import clock
from lms.core.errors import Refused

LONGEST_TEXT = 20_000


class ChangedElsewhere(Refused):
    """The draft was saved from another page or device meanwhile; `saved` is what stands there now."""

    def __init__(self, saved: Submission) -> None:
        self.saved = saved
        super().__init__(_("You also saved this piece in another window or on another device. Both texts are here. Save the one you want."))


@transaction.atomic
def save_draft(
    *,
    person: User,
    framework_version: FrameworkVersion,
    competency: str,
    title: str = "",
    text: str = "",
    lived_experience: bool = False,
    seen_number: int = 0,
    at: datetime | None = None,
) -> Submission:
    """Keep the one open piece that a person has for a competency; make it when there is none.

    `seen_number` is the draft number that the writer's page showed (0 for a new piece): when another page has saved other words since,
    nothing is overwritten and ChangedElsewhere is raised. Raises Refused when the piece is with an assessor.
    """
    if framework_version.competency(competency) is None:
        raise Refused(_("This framework has no competency “%(key)s”.") % {"key": competency})
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This is longer than one piece can be (%(n)d characters). Two shorter pieces are fine.") % {"n": LONGEST_TEXT})
    # The person's row is the lock: a double press on "save" makes one piece.
    User.objects.select_for_update().get(pk=person.pk)
    piece = _open_piece(person, framework_version, competency)
    words = {"title": title.strip(), "draft_text": text.replace("\r\n", "\n"), "lived_experience": lived_experience}
    if all(getattr(piece, name) == value for name, value in words.items()) and piece.pk:
        return piece
    if piece.draft_number != seen_number:
        raise ChangedElsewhere(piece)
    for name, value in words.items():
        setattr(piece, name, value)
    piece.draft_number += 1
    piece.saved_at = at or clock.now()
    piece.save()
    return piece


def _open_piece(person: User, framework_version: FrameworkVersion, competency: str) -> Submission:
    same = {"framework_version": framework_version, "competency": competency}
    mine = Submission.objects.filter(**same, person__in=selves(person), state__in=[DRAFT, SUBMITTED])
    piece = mine.order_by("pk").last() or Submission(person=person, **same)
    if piece.state == SUBMITTED:
        raise Refused(_("You have sent a piece for this already. Until there is feedback you can open it and choose “Change it”."))
    return piece
