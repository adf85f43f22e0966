"""What a learner can open, and where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.queries import selves
from courses.models import Cohort, Domain, Enrolment, ModuleEdition, ModuleEnrolment, Redaction
from lms.core import clock

State = Literal["not_started", "started", "completed"]


@dataclass(frozen=True)
class ModuleLine:
    """One module in a list: what it is, how long, what may be hard, how far somebody is. `counts_for`: (domain title, minutes)."""

    edition: ModuleEdition
    learning: ModuleEnrolment | None
    counts_for: tuple[tuple[str, int], ...]
    newer: str = ""
    due: Any = None  # courses.queries.dues.Due, where the cohort has planned a day

    @property
    def state(self) -> State:
        if self.learning is None:
            return "not_started"
        return "completed" if self.learning.completed_at else "started"

    @property
    def step_count(self) -> int:
        return len(self.edition.outline["steps"])

    @property
    def done_count(self) -> int:
        return len(self.learning.steps_done) if self.learning else 0

    @property
    def url(self) -> str:
        return reverse("courses:module", args=[self.edition.slug])


@dataclass(frozen=True)
class ShelfOfModules:
    """The modules of one cohort's programme, in order."""

    cohort: Cohort
    lines: tuple[ModuleLine, ...]

    @property
    def is_example(self) -> bool:
        """Whether none of the modules was read by the people who should: said once, not beside every module."""
        return bool(self.lines) and not any(line.edition.is_reviewed for line in self.lines)

    @property
    def is_ahead(self) -> bool:
        """Whether the cohort has not begun yet."""
        return self.cohort.starts_on > clock.today()


@dataclass(frozen=True)
class CarryOn:
    """The next thing to do. `last_at` is None when it is a module that was not opened yet."""

    module: str
    step: str
    number: int
    of: int
    minutes: int
    url: str
    last_at: datetime | None


def redaction_count(edition_ref: str) -> Subquery:
    """How many redactions an edition has, as a column: half of the key of everything drawn from it."""
    # A count without GROUP BY is 0 where nothing is, and half the work for the compiler.
    rows = Redaction.objects.filter(edition=OuterRef(edition_ref)).order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Subquery(rows, output_field=IntegerField())


def _learning(person: User) -> QuerySet[ModuleEnrolment]:
    """One's own modules with their editions, without the long content."""
    mine = ModuleEnrolment.objects.readable_by(person).select_related("edition", "enrolment").defer("edition__content")
    return mine.order_by("-touched_at")


def learning_of(person: User, slug: str) -> ModuleEnrolment | None:
    """Where a person is in the module at this address, in one query, with `redaction_count`; None when they have not begun it.

    The edition is not read again when this process has it: it never changes. Its stamp is, because keys of rows that were undone come back.
    """
    mine = ModuleEnrolment.objects.readable_by(person).filter(edition__slug=slug).order_by("-touched_at")
    stamped = mine.annotate(edition_sha256=F("edition__sha256"), edition_released_at=F("edition__released_at"))
    learning: Any = stamped.annotate(redaction_count=redaction_count("edition")).first()
    if learning:
        learning.edition = _edition(learning.edition_id, learning.edition_sha256, learning.edition_released_at)
    return learning  # type: ignore[no-any-return]


@lru_cache(maxsize=256)
def _edition(pk: int, _sha256: str, _released_at: datetime) -> ModuleEdition:
    return ModuleEdition.objects.light().get(pk=pk)


def offered_edition(person: User, slug: str) -> tuple[Enrolment, ModuleEdition] | None:
    """The place and the edition with which a person may begin a module: it is taught in a programme of theirs."""
    for enrolment in _places(person):
        taught = ModuleEdition.objects.taught().filter(programme_key=enrolment.cohort.programme_key, slug=slug)
        if edition := taught.annotate(redaction_count=redaction_count("pk")).first():
            return enrolment, edition
    return None


def _places(person: User) -> QuerySet[Enrolment]:
    return Enrolment.objects.learning().filter(person__in=selves(person)).select_related("cohort").order_by("-since_on", "-pk")


def _titles() -> dict[str, str]:
    return dict(Domain.objects.values_list("code", "title"))


def _line(taught: ModuleEdition, learning: ModuleEnrolment | None, titles: Mapping[str, str]) -> ModuleLine:
    """A learner sees their own edition; that a newer one exists is said, and changes nothing."""
    edition = learning.edition if learning else taught
    minutes = tuple((titles.get(code, code), minutes) for code, minutes in edition.outline["minutes_by_domain"].items())
    return ModuleLine(edition, learning, minutes, taught.number if learning and taught.pk > edition.pk else "")


def line_of(edition: ModuleEdition, learning: ModuleEnrolment | None) -> ModuleLine:
    """One module on its own page: whether a newer edition is taught is looked up here."""
    newest = ModuleEdition.objects.taught().light().get(module_key=edition.module_key) if learning else edition
    return _line(newest, learning, _titles())


def modules_of_programme(programme_key: UUID) -> list[ModuleLine]:
    """What a programme teaches today, for everybody to read."""
    taught = ModuleEdition.objects.taught().light().filter(programme_key=programme_key).order_by("position", "pk")
    titles = _titles()
    return [_line(edition, None, titles) for edition in taught]


def shelves_of(person: User) -> list[ShelfOfModules]:
    """Every module that a person may open, by cohort, in a fixed number of queries. A programme that two cohorts share stands once."""
    places = {place.cohort.programme_key: place for place in _places(person)}
    if not places:
        return []
    taught = _by_programme(ModuleEdition.objects.taught().light().filter(programme_key__in=places).order_by("position", "pk"))
    mine = {row.module_key: row for row in reversed(_learning(person))}
    titles = _titles()
    return [
        ShelfOfModules(place.cohort, tuple(_line(edition, mine.get(edition.module_key), titles) for edition in taught.get(key, [])))
        for key, place in places.items()
    ]


def _by_programme(editions: Iterable[ModuleEdition]) -> dict[UUID, list[ModuleEdition]]:
    shelves: dict[UUID, list[ModuleEdition]] = {}
    for edition in editions:
        shelves.setdefault(edition.programme_key, []).append(edition)
    return shelves


def carry_on(person: User, shelves: list[ShelfOfModules] | None = None) -> CarryOn | None:
    """Where to go on: the module touched last that is not complete, else the first that waits; None when all is done.

    `shelves` saves reading them again when the caller has them.
    """
    lines = [line for shelf in (shelves_of(person) if shelves is None else shelves) for line in shelf.lines]
    begun = [line.learning for line in lines if line.learning and line.state == "started"]
    if begun:
        return _place_in(max(begun, key=lambda learning: learning.touched_at))
    waiting = (line for line in lines if line.state == "not_started")
    first = next(waiting, None)
    return _beginning(first) if first else None


def _place_in(learning: ModuleEnrolment) -> CarryOn:
    steps = learning.edition.outline["steps"]
    place = place_of(learning)
    step = steps[place]
    url = reverse("courses:step", args=[learning.edition.slug, step["slug"]])
    anchor = f"#b-{learning.block_id}" if learning.block_id and step["key"] == learning.step_key else ""
    return CarryOn(learning.edition.title, step["title"], place + 1, len(steps), step["minutes"], url + anchor, learning.touched_at)


def place_of(learning: ModuleEnrolment) -> int:
    """The number (from 0) of the step to open: the kept place; the first that is not done when the kept place is gone or done."""
    keys = [step["key"] for step in learning.edition.outline["steps"]]
    kept = learning.step_key in keys and learning.step_key not in learning.steps_done
    open_keys = [learning.step_key] if kept else [key for key in keys if key not in learning.steps_done]
    return keys.index((open_keys or [learning.step_key if learning.step_key in keys else keys[0]])[0])


def _beginning(line: ModuleLine) -> CarryOn:
    step = line.edition.outline["steps"][0]
    return CarryOn(line.edition.title, step["title"], 1, line.step_count, step["minutes"], line.url, None)
