"""What second looks contribute to the acts that cross all apps."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from assessments.models import QualityCheck
from lms.core.append_only import purge_permit
from lms.core.models import Narrative
from lms.core.narrative import attach_words
from lms.core.registry import Erased, Planned, Problem, register


def _about(person: User) -> Any:
    return QualityCheck.objects.filter(judgement__person__in=selves(person)).order_by("pk")


def erase(person: User) -> list[Erased]:
    """The words go with the feedback that they are about; that somebody looked stays with the judgement."""
    rows = _about(person)
    if not rows.exists():
        return []
    with purge_permit(purpose="erasure", by_ref=person.public_id, reason="words of second looks"):
        Narrative.objects.filter(pk__in=list(rows.exclude(words_id=None).values_list("words_id", flat=True))).delete()
    return [Erased(_("what a second assessor wrote about feedback to you"), "gone")]


def plan(person: User) -> list[Planned]:
    return [Planned(_("what a second assessor wrote about feedback to you"), "now")] if _about(person).exists() else []


def export(person: User) -> dict[str, Any]:
    rows = attach_words(_about(person).select_related("judgement"))
    return {"second_looks": [_line(row) for row in rows]}


def _line(row: QualityCheck) -> dict[str, Any]:
    return {"competency": row.judgement.competency, "on": row.checked_on.isoformat(), "outcome": row.outcome, "words": row.words}


def check() -> Iterator[Problem]:
    """Nobody looks at their own judgement, or at a judgement about themselves (invariant 4)."""
    for field in ("judgement__assessor", "judgement__person"):
        for ref in QualityCheck.objects.filter(by=F(field)).values_list("public_id", flat=True):
            yield Problem(4, f"quality check {ref}", "looked at by somebody whom it is about")


for verb, contribution in (("erase", erase), ("plan", plan), ("export", export), ("check", check)):
    register(verb, "assessments.quality", contribution)  # type: ignore[arg-type]
