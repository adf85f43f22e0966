"""Everything an editor looks at before a release: what is different, what the system makes of it, and who moves."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from courses.block_checks import Check
from courses.editions.building import BuiltEdition
from courses.editions.differing import StepChange
from courses.editions.structure import fingerprint, next_number
from courses.models import Module, ModuleEdition, ModuleEnrolment
from lms.core import clock

from .changes import changes_since

Found = list[tuple[str, Check]]


@dataclass(frozen=True)
class OnEdition:
    """How many people are on an edition: half-way, and done with the module."""

    number: str
    half_way: int
    completed: int
    is_same_shape: bool


@dataclass(frozen=True)
class ReleaseScreen:
    """`previous` is the edition released last; `waiting` are editions whose day has not come."""

    module: Module
    built: BuiltEdition
    previous: ModuleEdition | None
    stops: Found
    asks: Found
    changes: list[StepChange]
    people: list[OnEdition]
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

    @property
    def fix_reaches(self) -> int:
        return sum(line.half_way + line.completed for line in self.people if line.is_same_shape)

    @property
    def everybody(self) -> int:
        return sum(line.half_way + line.completed for line in self.people)

    @property
    def half_way(self) -> list[OnEdition]:
        """Editions on which people would stay when a new version comes out."""
        return [line for line in self.people if line.half_way]


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
        people=_people(module, fingerprint(built.content)),
        waiting=list(editions.filter(effective_from__gt=at or clock.now())),
    )


def _people(module: Module, shape: str) -> list[OnEdition]:
    """By edition, newest first. Who has left is nobody who moves."""
    here = ModuleEnrolment.objects.filter(module_key=module.module_key, enrolment__state__in=("active", "completed"))
    rows = here.values_list("edition__number", "edition__fingerprint").order_by("-edition")
    counted = rows.annotate(open=Count("pk", filter=Q(completed_at=None)), done=Count("pk", filter=Q(completed_at__isnull=False)))
    return [OnEdition(number, half_way, done, print_ == shape) for number, print_, half_way, done in counted]
