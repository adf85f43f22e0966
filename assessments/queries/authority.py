"""Whether somebody may judge a piece, and if not, every reason why not."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from accounts.queries import are_one, has_role, selves, ties_between
from accounts.queries import is_supervisor_of as supervises
from assessments.judging import MET, Plan
from assessments.models import Authorisation, Judgement, PlanVersion, Submission


def plan_for(piece: Submission) -> PlanVersion:
    """The newest plan for this competency in this framework version."""
    return PlanVersion.objects.filter(framework_version=piece.framework_version_id, competency=piece.competency).latest("number")


def plans_for(framework_versions: Iterable[int]) -> dict[tuple[int, str], PlanVersion]:
    """The newest plans by framework version and competency, in one query."""
    rows = PlanVersion.objects.filter(framework_version__in=set(framework_versions)).order_by("number")
    return {(row.framework_version_id, row.competency): row for row in rows}


def authority_for(assessor: User, piece: Submission, *, on: date) -> Authorisation | None:
    """What lets this person judge this competency of this framework version on a day; None when nothing does."""
    held = Authorisation.objects.in_force(on).filter(assessor=assessor)
    rows = held.filter(framework_version=piece.framework_version_id, competency=piece.competency)
    return rows.select_related("assessor").order_by("from_on").first()


def obstacles(assessor: User, piece: Submission, plan: Plan, *, on: date, authority: Authorisation | None) -> list[str]:
    """Codes of everything that stands against `assessor` judging `piece` on a day (see wording.OBSTACLES); empty when nothing does."""
    asked = {
        "own": are_one(assessor, piece.person_id),
        "not_assessor": not has_role(assessor, "assessor", on=on),
        "not_authorised": authority is None,
        "conflict": "conflict" in ties_between(assessor, piece.person, on),
        "supervisor": not plan.supervisor_may_assess and supervises(assessor, piece.person, on),
        "another": plan.needs_another_assessor(_not_yet_by(assessor, piece)),
    }
    return [code for code, stands in asked.items() if stands]


def _not_yet_by(assessor: User, piece: Submission) -> int:
    """How often this assessor has said "not yet" to this person for this competency."""
    mine = Judgement.objects.filter(assessor=assessor, person__in=selves(piece.person), framework_version=piece.framework_version_id)
    return mine.filter(competency=piece.competency).exclude(outcome=MET).count()
