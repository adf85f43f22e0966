"""Go on with a piece: after feedback, or because it was sent too early."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from assessments.models import Submission
from assessments.queries.rounds import rounds_with_words
from assessments.states import DRAFT, SUBMITTED
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.permissions import require


@transaction.atomic
def reopen_evidence(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """Make a draft again that starts from the words sent last. The rounds stay as they were sent. A draft stays a draft.

    Raises Refused when another piece for the same competency is open.
    """
    require(by, "assessments.change_evidence", submission)
    User.objects.select_for_update().get(pk=submission.person_id)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.state == DRAFT:
        return held
    others = Submission.objects.filter(person__in=selves(held.person), framework_version=held.framework_version, competency=held.competency)
    if others.filter(state__in=[DRAFT, SUBMITTED]).exclude(pk=held.pk).exists():
        raise Refused(_("You have another piece open for this competency. Finish that one first, or take it back."))
    moment = at or clock.now()
    move(held, "reopen", by=by, at=moment)
    [(_last, words)] = rounds_with_words([held.rounds.order_by("-number")[0]])
    held.draft_text = words.text if words else ""
    held.draft_number += 1
    held.saved_at = moment
    held.save(update_fields=["draft_text", "draft_number", "saved_at"])
    return held
