"""Whose adjustments somebody answers."""

from django.db.models import Q

from accounts.hooks import reach_of
from accounts.models import User
from accounts.queries import has_role, scopes_of


def run_by(officer: User) -> Q:
    """Rows about people whom this manager looks after (accounts.hooks), under any of their records. Nothing for who is no manager today."""
    if not has_role(officer, "manager"):
        return Q(pk__in=[])
    everywhere, _keys = scopes_of(officer, "manager", "cohort")
    if everywhere:
        return Q()
    theirs = User.objects.filter(reach_of(officer)).values("pk")
    return Q(person__in=theirs) | Q(person__merged_into__in=theirs)
