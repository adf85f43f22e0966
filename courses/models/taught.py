"""Which editions somebody was taught from: what they may print again, with its pictures, also from a place that they left."""

from typing import Any

from django.db.models import Q

from accounts.queries import selves

from .credits import TrainingCredit
from .progress import ModuleEnrolment, StepFinished


def taught_from(person: Any, edition: str) -> Q:
    """Rows whose `edition` (a field, "pk" of editions themselves) the person is on, came from, finished a step in or was credited for."""
    mine = selves(person)
    places = ModuleEnrolment.objects.filter(enrolment__person__in=mine)
    finished = StepFinished.objects.filter(module_enrolment__enrolment__person__in=mine)
    credited = TrainingCredit.objects.filter(person__in=mine, edition__isnull=False)
    found = [
        places.values("edition"), places.filter(moved_from__isnull=False).values("moved_from"), finished.values("edition"),
        credited.values("edition"),
    ]  # fmt: skip
    return Q(*(Q((f"{edition}__in", rows)) for rows in found), _connector=Q.OR)
