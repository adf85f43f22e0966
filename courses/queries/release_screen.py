"""Everything an editor looks at before a release: what is different, what the system makes of it, and who moves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from courses.block_checks import Check
from courses.editions.building import BuiltEdition
from courses.editions.differing import StepChange
from courses.editions.structure import fingerprint, next_number
from courses.models import Module, ModuleEdition, ModuleEnrolment
from lms.core import clock

from .changes import changes_since
from .who_is_on import OnEdition, shown

Found = list[tuple[str, Check]]


@dataclass(frozen=True)
class ReleaseScreen:
    """`previous` is the edition released last; `waiting` are editions whose day has not come.

    How many people, as far as an editor is told (courses.queries.who_is_on): `half_way` on which edition, whom a fix reaches, everybody.
    """

    module: Module
    built: BuiltEdition
    previous: ModuleEdition | None
    stops: Found
    asks: Found
    changes: list[StepChange]
    half_way: list[OnEdition]
    fix_reaches: int | None
    everybody: int | None
    waiting: list[ModuleEdition]

    @property
    def is_same_shape(self) -> bool:
        return bool(self.previous and self.previous.fingerprint == fingerprint(self.built.content))

    @property
    def is_unchanged(self) -> bool:
        return bool(self.previous and self.previous.sha256 == self.built.sha256)

    @property
    def change(self) -> str:
        """What the system proposes: the least that this can be."""
        return "fix" if self.is_same_shape else "new"

    @property
    def numbers(self) -> dict[str, str]:
        """Kind of change -> the number that the edition would get."""
        before = self.previous.number if self.previous else None
        return {kind: next_number(before, kind) for kind in ("fix", "new", "must_read")}  # type: ignore[arg-type]


def release_screen(module: Module, built: BuiltEdition, findings: Found, at: datetime | None = None) -> ReleaseScreen:
    """Put the screen together; `built` is what a release would hold now, `findings` what the checks say about it."""
    editions = ModuleEdition.objects.light().filter(module_key=module.module_key).select_related("released_by").order_by("-pk")
    previous = editions.first()
    return ReleaseScreen(
        module=module,
        built=built,
        previous=previous,
        stops=[pair for pair in findings if pair[1].level == "stop"],
        asks=[pair for pair in findings if pair[1].level == "ask"],
        changes=changes_since(previous, built) if previous else [],
        **_people(module, fingerprint(built.content), previous),
        waiting=list(editions.filter(effective_from__gt=at or clock.now())),
    )


def _people(module: Module, shape: str, previous: ModuleEdition | None) -> dict[str, Any]:
    """By edition, newest first. Who has left is nobody who moves."""
    here = ModuleEnrolment.objects.filter(module_key=module.module_key, enrolment__state__in=("active", "completed"))
    rows = here.values_list("edition__number", "edition__fingerprint").order_by("-edition")
    counted = list(rows.annotate(open=Count("pk", filter=Q(completed_at=None)), on=Count("pk")))
    newest = previous.number if previous else ""
    half_way = [OnEdition(number, shown(half), number == newest) for number, _print, half, _on in counted if half]
    fix_reaches = sum(on for _number, print_, _half, on in counted if print_ == shape)
    is_fix = bool(previous and previous.fingerprint == shape)
    beside = (shown(fix_reaches) if is_fix else sum(line.people or 0 for line in half_way)) or 0
    everybody = _total(sum(on for _number, _print, _half, on in counted), beside)
    return {"half_way": half_way, "fix_reaches": shown(fix_reaches), "everybody": everybody}


def _total(people: int, beside: int) -> int | None:
    """A total is not told either when those who are missing in the numbers beside it are too few to be told."""
    return None if shown(people - beside) is None else shown(people)
