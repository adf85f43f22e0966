"""Something is wrong on a page: telling the editors, and what they do with it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import tell
from courses.models import ModuleEnrolment, PageProblem
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.narrative import attach_words, write_words
from lms.core.permissions import require

LONGEST = 2000  # characters
MOST_A_DAY = 10


@transaction.atomic
def report_problem(
    *, learning: ModuleEnrolment, person: User, step_key: str, kind: str, words: str, may_ask: bool = False, at: datetime | None = None
) -> PageProblem:
    """Tell the editors about a step as it stands in the learner's edition. Sending the same twice is telling it once.

    Raises Refused after ten in a day: somebody who finds that much has something to say that needs a talk.
    """
    moment = at or clock.now()
    today = PageProblem.objects.readable_by(person).filter(created_at__gt=moment - timedelta(days=1))
    same = today.filter(module_key=learning.module_key, step_key=step_key, kind=kind).order_by("-pk").first()
    if same and attach_words([same])[0].words == words[:LONGEST]:
        return same
    if today.count() >= MOST_A_DAY:
        raise Refused(_("Thank you: you have told us a lot today. We read it first. Write to us again tomorrow."))
    kept = write_words(kind="courses.problem", text=words[:LONGEST], subject_ref=person.public_id)
    return PageProblem.objects.create(
        person=person, module_key=learning.module_key, edition=learning.edition, step_key=step_key, kind=kind, may_ask=may_ask,
        words_id=kept.id, words_sha256=kept.sha256, created_at=moment,
    )  # fmt: skip


@transaction.atomic
def answer_problem(*, problem: PageProblem, by: User, words: str, at: datetime | None = None) -> PageProblem:
    """An editor writes back, once, without learning who it is. Raises Refused when the person did not want it, or was answered."""
    require(by, "courses.look_at_problem", problem)
    held = PageProblem.objects.select_for_update(of=("self",)).select_related("person").get(pk=problem.pk)
    if not held.may_ask:
        raise Refused(_("This person did not say that they may be asked."))
    if held.answer_id:
        raise Refused(_("An answer was sent already."))
    kept = write_words(kind="courses.problem_answer", text=words[:LONGEST], subject_ref=held.person.public_id)
    held.answer_id, held.answer_sha256 = kept.id, kept.sha256
    held.save(update_fields=["answer_id", "answer_sha256"])
    link = f"{settings.SITE_URL}{held.get_absolute_url()}"
    tell(person=held.person, kind="courses.problem_answered", key=held.public_id, values={"link": link}, at=at)
    return held


@transaction.atomic
def settle_problem(*, problem: PageProblem, by: User, verb: str) -> PageProblem:
    """Say that it was looked at ("close"), or that it was not yet ("reopen")."""
    done: PageProblem = move(problem, verb, by=by)
    return done
