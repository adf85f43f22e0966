"""Whose adjustments somebody answers: the app above knows who runs whose programme, and says so here."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from accounts.queries import has_role, scopes_of

Learners = Callable[[Any], Any]
_learners: list[Learners] = []


def register_learners(learners: Learners) -> Learners:
    """Decorator. `learners(manager)` gives the row ids (or a subquery) of the people in programmes that this manager runs."""
    _learners[:] = [learners]
    return learners


def run_by(officer: Any) -> Q:
    """Rows about people whose programme this person runs. Nothing for anybody who is no manager today."""
    if not has_role(officer, "manager"):
        return Q(pk__in=[])
    everywhere, _keys = scopes_of(officer, "manager", "cohort")
    if everywhere:
        return Q()
    return Q(person__in=_learners[0](officer)) if _learners else Q(pk__in=[])
