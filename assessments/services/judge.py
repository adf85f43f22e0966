"""Judge one round of somebody's work. Appended, never changed; a second round appends another."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import judging
from assessments.judging import Marking
from assessments.models import Authorisation, JudgedCriterion, Judgement, MarkingDraft, PlanVersion, Submission, SubmissionRound
from assessments.queries.authority import authority_for, obstacles, plan_for
from assessments.signals import competency_judged
from assessments.states import SUBMITTED
from assessments.wording import OBSTACLES, marking_problem
from assessments.words import Feedback
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.narrative import write_words


@transaction.atomic
def judge(
    *, submission_round: SubmissionRound, by: User, marking: Marking, on: date | None = None, at: datetime | None = None
) -> Judgement:
    """Append what `by` decided about this round, on a day (today): outcome by the plan, answers, feedback.

    `at` is the instant at which it is written down (now).

    Judging the same round twice returns the first judgement. Raises Refused, with every reason, when `by` wrote the work, is no
    assessor, has no authority for this competency that day, has a declared conflict, supervises the writer, or was to hand over to
    another assessor; when a criterion has no answer, there is no strength, or "not yet" has no next step; when the round is no
    longer the one that waits. Sends `competency_judged`.
    """
    moment = at or clock.now()
    day = on or timezone.localdate(moment)
    piece = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("person", "framework_version")
        .get(pk=submission_round.submission_id)
    )
    already = Judgement.objects.filter(round=submission_round, assessor=by).first()
    if already is not None:
        return already
    plan = plan_for(piece)
    authority = _authority(by, piece, plan, day)
    _refuse_round(submission_round, piece, day)
    _refuse_gaps(marking, piece, plan)
    judgement = _append(submission_round, piece, authority, marking, plan, day, moment)
    MarkingDraft.objects.filter(round=submission_round, assessor=by).delete()
    move(piece, "judge", by=by, at=moment)
    competency_judged.send(sender=Judgement, judgement_id=judgement.pk)
    return judgement


def _authority(by: User, piece: Submission, plan: PlanVersion, day: date) -> Authorisation:
    authority = authority_for(by, piece, on=day)
    found = obstacles(by, piece, plan.plan, on=day, authority=authority)
    if authority is None or found:
        raise Refused(*[OBSTACLES[code] for code in found])
    return authority


def _refuse_round(submission_round: SubmissionRound, piece: Submission, day: date) -> None:
    newest = piece.rounds.order_by("-number").values_list("pk", flat=True)[0]
    if piece.state != SUBMITTED or newest != submission_round.pk:
        raise Refused(_("This piece no longer waits: the writer took it back, or somebody has marked it. Your words are still below."))
    # Both days in the zone of whoever judges: what was sent this minute may be judged this minute, anywhere.
    if not timezone.localdate(submission_round.submitted_at) <= day <= clock.today():
        raise Refused(_("Choose a day between the day it was sent and today."))


def _refuse_gaps(marking: Marking, piece: Submission, plan: PlanVersion) -> None:
    found = judging.problems(marking, plan=plan.plan, criteria=piece.about.criterion_keys)
    if found:
        raise Refused(*[marking_problem(code) for code in found])


def _append(
    submission_round: SubmissionRound,
    piece: Submission,
    authority: Authorisation,
    marking: Marking,
    plan: PlanVersion,
    day: date,
    moment: datetime,
) -> Judgement:
    feedback = Feedback(marking.strengths.strip(), marking.next_step.strip(), marking.notes or {})
    written = write_words(kind="judgement.feedback", text=feedback.pack(), subject_ref=piece.person.public_id)
    judgement = Judgement.objects.create(
        round=submission_round,
        person=piece.person,
        framework_version=piece.framework_version,
        competency=piece.competency,
        assessor=authority.assessor,
        authorised_by=authority,
        plan=plan,
        method=marking.method,
        outcome=judging.outcome(marking),
        judged_on=day,
        recorded_at=moment,
        words_id=written.id,
        words_sha256=written.sha256,
    )
    JudgedCriterion.objects.bulk_create(
        JudgedCriterion(judgement=judgement, criterion_key=key, met=met) for key, met in marking.met.items()
    )
    return judgement
