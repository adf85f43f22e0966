"""A second look at a judgement."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves, ties_between
from accounts.services import tell
from assessments.models import Judgement, QualityCheck
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require


@transaction.atomic
def check_judgement(*, judgement: Judgement, by: User, outcome: str, text: str = "", at: datetime | None = None) -> QualityCheck:
    """Append what `by` found, and tell the assessor. The judgement stays as it is: only a new one could follow it.

    The same person looking twice gets the first finding. Raises PermissionDenied for anybody but a quality assurer; Refused for one's own
    judgement or work, a tie with either of the two, one that another has looked at, and a return without a reason.
    """
    require(by, "assessments.check_judgement")
    held = Judgement.objects.select_related("assessor", "person").get(pk=judgement.pk)
    _refuse_ties(held, by)
    before = QualityCheck.objects.filter(judgement=held).first()
    if before is not None:
        return _same(before, by)
    words = text.strip()
    if outcome == "return" and not words:
        raise Refused(_("Say why you return it, so that the assessor can follow."))
    moment = at or clock.now()
    kept = write_words(kind="quality.check", text=words, subject_ref=held.person.public_id)
    found = QualityCheck.objects.create(
        judgement=held,
        by=by,
        outcome=outcome,
        checked_on=timezone.localdate(moment),
        recorded_at=moment,
        words_id=kept.id,
        words_sha256=kept.sha256,
    )
    link = settings.SITE_URL + reverse("assessments:marking_history", args=[held.round.submission.public_id])
    tell(person=held.assessor, kind="assessments.quality_checked", key=found.public_id, values={"link": link}, at=at)
    return found


def _refuse_ties(judgement: Judgement, by: User) -> None:
    if {judgement.assessor_id, judgement.person_id} & selves(by):
        raise Refused(_("You judged this yourself, or it is your own work. Somebody else looks at it."))
    if ties_between(by, judgement.assessor) or ties_between(by, judgement.person):
        raise Refused(_("You have a tie with one of the two people. Somebody else looks at it."))


def _same(before: QualityCheck, by: User) -> QualityCheck:
    if before.by_id != by.pk:
        raise Refused(_("Somebody else has looked at this one already."))
    return before
