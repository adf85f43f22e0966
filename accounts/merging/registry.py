"""What joined records contribute to the acts that cross all apps."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Merge, User
from accounts.queries import selves
from lms.core.letting_go import Part, erased, planned
from lms.core.reads import name_kind
from lms.core.registry import Problem, register

NAME = "accounts.merging"


def _of(person: User) -> Any:
    return Merge.objects.filter(Q(kept__in=selves(person)) | Q(joined__in=selves(person))).select_related("kept", "joined", "undone")


PARTS = [
    Part(
        _("that two records were joined or taken apart, and when"),
        has=lambda person: _of(person).exists(),
        why=_("so that nobody can judge their own work under a second record; it leads to no name"),
    ),
]


def export(person: User) -> dict[str, Any]:
    """When this record was joined to another, and taken apart: references, no names."""
    return {
        "joined_records": [
            {
                "kept": merge.kept.public_id,
                "joined": merge.joined.public_id,
                "at": merge.at.isoformat(),
                "why": merge.get_reason_display(),
                "undone_at": merge.undone.at.isoformat() if merge.is_undone else None,
            }
            for merge in _of(person).order_by("at")
        ]
    }


def check() -> Iterator[Problem]:
    """Every joined record has one joining that stands and says the same; whoever keeps records is marked so, and nobody else is."""
    standing = set(Merge.objects.filter(undone__isnull=True).values_list("joined_id", "kept_id"))
    linked = dict(User.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    for joined_id, kept_id in sorted(standing ^ set(linked.items())):
        yield Problem(4, f"person {joined_id}", f"is and is not joined to {kept_id}: the link and the joining disagree")
    for person_id in sorted(set(linked) & set(linked.values())):
        yield Problem(4, f"person {person_id}", "is joined to another record and keeps one as well")
    marked = set(User.objects.filter(has_duplicates=True).values_list("pk", flat=True))
    for person_id in sorted(marked ^ set(linked.values())):
        yield Problem(4, f"person {person_id}", "is marked as keeping a second record, or keeps one unmarked")


register("plan", NAME, planned(PARTS))
register("erase", NAME, erased(PARTS))
register("export", NAME, export)
register("check", NAME, check)
name_kind("accounts.merge", _("what your two records hold, before they were joined"))
