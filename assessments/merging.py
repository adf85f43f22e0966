"""What two records of one person hold of tests and evidence, before they are joined, and when they cannot be (accounts.merging.parts)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.merging.parts import Held, counted, merge_part
from accounts.models import User
from accounts.queries import selves
from assessments.models import Attempt, Judgement, Submission


def holds(person: User) -> Iterator[Held]:
    yield from counted(_("Tries at tests"), Attempt.objects.filter(person=person), "started_at")
    yield from counted(_("Pieces of evidence"), Submission.objects.filter(person=person), "created_at")
    yield from counted(_("Feedback received"), Judgement.objects.filter(person=person), "judged_on")
    yield from counted(_("Feedback given to others"), Judgement.objects.filter(assessor=person), "judged_on")


def stops(kept: User, joined: User) -> Iterator[str]:
    """Nobody judges themselves: where one judged the other, they are two people, or somebody has to look at it."""
    mine = selves(kept)
    if Judgement.objects.filter(Q(assessor__in=mine, person=joined) | Q(assessor=joined, person__in=mine)).exists():
        yield _("One of the two gave feedback on the work of the other. Nobody judges their own work.")


merge_part("assessments", holds=holds, stops=stops)
