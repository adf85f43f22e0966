"""A person rules on a pass that marking again would take away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves, ties_between
from assessments.models import Attempt, OptionVoid, PassInDoubt, PassRuling
from assessments.services.mark_again import plan_again, write
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require


@transaction.atomic
def decide_doubt(*, doubt: PassInDoubt, by: User, keeps: bool, why: str, at: datetime | None = None) -> PassRuling:
    """Append the ruling: the pass stands (`keeps`), or the paper is marked again with what follows.

    Raises Refused for a second ruling, without a reason, for one's own paper, a tie with its writer, and a part that `by` changed.
    """
    require(by, "assessments.decide_pass")
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_version", "person").get(pk=doubt.attempt_id)
    _refuse(doubt, attempt, by, why)
    moment = at or clock.now()
    if not keeps:
        lower(doubt, attempt, moment)
    kept = write_words(kind="pass.ruling", text=why.strip(), subject_ref=attempt.person.public_id)
    return PassRuling.objects.create(doubt=doubt, by=by, keeps=keeps, recorded_at=moment, words_id=kept.id, words_sha256=kept.sha256)


def _refuse(doubt: PassInDoubt, attempt: Attempt, by: User, why: str) -> None:
    if PassRuling.objects.filter(doubt=doubt).exists():
        raise Refused(_("This has been decided already."))
    if {doubt.void.by_id, attempt.person_id} & selves(by):
        raise Refused(_("Somebody else decides this: you changed the question, or it is your own test."))
    if ties_between(by, attempt.person):
        raise Refused(_("You have a tie with the writer. Somebody else decides this."))
    if not why.strip():
        raise Refused(_("Write why. People who look into a result later read it."))


def lower(doubt: PassInDoubt, attempt: Attempt, moment: datetime) -> None:
    version = doubt.void.version_id
    voided = OptionVoid.objects.parts([version]).get(version, frozenset())
    write(plan_again([attempt], doubt.void, voided, moment, guarded=False))
