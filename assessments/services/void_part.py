"""Take back an option or a whole question after people have answered, and put it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments import questions
from assessments.models import OptionVoid, Question, QuestionVersion
from assessments.quiz_states import READY
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import job_kind, start_job
from lms.core.models import Job
from lms.core.moves import move
from lms.core.permissions import require

JOB_KIND = "assessments.mark_again"


@transaction.atomic
def void_part(
    *, version: QuestionVersion, part: str, by: User, why: str, is_void: bool = True, at: datetime | None = None
) -> OptionVoid | None:
    """Take back `part` of a released version (an id of `questions.parts`, "*" for the question), or put it back.

    Papers that were handed in are marked again by a job; those under way when they are handed in. A question that is taken back whole is
    retired when this was its newest version. None when it stands like this already. Raises Refused for what cannot be taken back.
    """
    require(by, "assessments.edit_questions")
    Question.objects.select_for_update().get(pk=version.question_id)
    refuse_part(version, part, why, is_void=is_void)
    standing = OptionVoid.objects.parts([version.pk]).get(version.pk, frozenset())
    if (part in standing) == is_void:
        return None
    void = OptionVoid.objects.create(
        version=version, seq=version.voids.count() + 1, part=part, is_void=is_void, why=why.strip(), by=by, at=at or clock.now()
    )
    question = version.question
    if is_void and part == questions.WHOLE_QUESTION and question.state == READY and question.newest == version:
        move(question, "retire", by=by)
    start_job(kind=JOB_KIND, key=f"mark-again:{void.pk}", payload={"void": void.pk}, person_ref=by.public_id)
    return void


def refuse_part(version: QuestionVersion, part: str, why: str, *, is_void: bool) -> None:
    definition = version.definition
    known = [name for name, _words in questions.parts(definition)]
    if not questions.is_scored(definition) or part not in [questions.WHOLE_QUESTION, *known]:
        raise Refused(_("There is nothing here that can be taken back."))
    if not why.strip():
        raise Refused(_("Write why. People who look into a result later read it."))
    if not is_void and questions.kind_of(definition).marked_by == "person":
        raise Refused(_("People have marked these answers. Ask them to mark again instead."))


@job_kind(JOB_KIND, says=gettext_lazy("mark tests again"))
def mark_again(job: Job, *, void: int) -> dict[str, int]:
    """Every paper with the question on it, batch by batch; those that were handed in meanwhile are marked already."""
    from assessments.services.mark_again import batches, mark_batch_again, touched

    row = OptionVoid.objects.get(pk=void)
    done, total = 0, touched(row.version_id).count()
    told = {"marked": 0, "gained": 0, "in_doubt": 0}
    job.report(done, total)
    for ids in batches(row.version_id):
        plan = mark_batch_again(void=row, attempts=ids)
        for name, more in (("marked", len(plan.marks)), ("gained", plan.gained), ("in_doubt", len(plan.doubts))):
            told[name] += more
        done += len(ids)
        job.report(done, max(done, total))
    return told
