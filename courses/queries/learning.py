"""What a learner can open, and where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from accounts.models import Consent, User
from accounts.queries import reader_of, rows_of, selves
from courses.models import Cohort, Domain, Enrolment, ModuleEdition, ModuleEnrolment, Redaction, StepWithdrawal
from lms.core import clock
from lms.core.written_once import WrittenOnce

from .needing import Need, needs_before, needs_of

State = Literal["not_started", "started", "completed"]


@dataclass(frozen=True)
class ModuleLine:
    """One module in a list: what it is, how long, what may be hard, how far somebody is. `counts_for`: (domain title, minutes).

    `needs`: what has to be complete first. Who has begun is never locked out, so their line has none.
    """

    edition: ModuleEdition
    learning: ModuleEnrolment | None
    counts_for: tuple[tuple[str, int], ...]
    newer: str = ""
    needs: tuple[Need, ...] = ()
    due: Any = None  # courses.queries.dues.Due, where the cohort has planned a day

    @property
    def is_locked(self) -> bool:
        return bool(self.needs)

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
        done = self.learning.steps_done if self.learning else []
        return sum(line["key"] in done for line in self.edition.outline["steps"])

    @property
    def url(self) -> str:
        return reverse("courses:module", args=[self.edition.slug])


@dataclass(frozen=True)
class ShelfOfModules:
    """The modules of one cohort's programme, in order, and the place that opens them."""

    cohort: Cohort
    lines: tuple[ModuleLine, ...]
    place: Enrolment

    @property
    def is_example(self) -> bool:
        """Whether none of the modules was read by the people who should: said once, not beside every module."""
        return bool(self.lines) and not any(line.edition.is_reviewed for line in self.lines)

    @property
    def is_ahead(self) -> bool:
        """Whether the cohort has not begun yet."""
        return self.cohort.starts_on > clock.today()


def redaction_count(edition_ref: str) -> Any:
    """The stamp of an edition, as a column: how many redactions it has, and how many steps of its module went away or came back.

    Half of the key of everything drawn from it; it only grows. The rows it is asked for have a `module_key`.
    """
    redactions = Redaction.objects.filter(edition=OuterRef(edition_ref))
    return _number_of(redactions) + _number_of(StepWithdrawal.objects.filter(module_key=OuterRef("module_key")))


def _number_of(rows: QuerySet[Any]) -> Subquery:
    # A count without GROUP BY is 0 where nothing is, and half the work for the compiler.
    counted = rows.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Subquery(counted, output_field=IntegerField())


def stamp_of(edition: ModuleEdition) -> int:
    """The stamp of one edition, for pages that have not read it with their rows."""
    stamp: int = ModuleEdition.objects.annotate(stamp=redaction_count("pk")).values_list("stamp", flat=True).get(pk=edition.pk)
    return stamp


def _learning(person: User) -> QuerySet[ModuleEnrolment]:
    """One's own modules with their editions, without the long content. `was_withdrawn`: whether a step of the module ever was."""
    mine = ModuleEnrolment.objects.readable_by(person).select_related("edition", "enrolment").defer("edition__content")
    return mine.annotate(was_withdrawn=_was_withdrawn()).order_by("-touched_at")


def _was_withdrawn() -> Exists:
    """As a column of rows with a `module_key`: only where it is true need anybody ask which steps are looked after."""
    return Exists(StepWithdrawal.objects.filter(module_key=OuterRef("module_key")))


def learning_of(person: User, slug: str) -> ModuleEnrolment | None:
    """Where a person is in the module at this address, in one query, with `redaction_count`; None when they have not begun it.

    The edition is not read again when this process has it: it never changes. Its stamp is, because keys of rows that were undone come back.
    """
    found: list[Any] = _newest_learning(people=rows_of(person), slug=slug, now=clock.now())
    for learning in found:
        learning.edition = _edition(learning.edition_id, learning.edition_sha256, learning.edition_released_at)
    return found[0] if found else None


@WrittenOnce
def _newest_learning(people: tuple[int, ...], slug: str, now: datetime) -> QuerySet:
    mine = ModuleEnrolment.objects.readable_by(reader_of(people)).filter(edition__slug=slug).order_by("-touched_at")
    stamped = mine.annotate(edition_sha256=F("edition__sha256"), edition_released_at=F("edition__released_at"))
    # Asked here, so that a step with a box costs no statement of its own for it (courses.consents).
    asked = Consent.objects.filter(person__in=people, purpose="journal", about_key="", withdrawn_at__isnull=True)
    stamped = stamped.annotate(keeps_journal=Exists(asked.filter(Q(expires_at=None) | Q(expires_at__gt=now), is_yes=True)))
    stamped = stamped.annotate(refused_journal=Exists(asked.filter(is_yes=False)))
    return stamped.annotate(redaction_count=redaction_count("edition"))[:1]


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
    return dict(_domains())


@WrittenOnce
def _domains() -> QuerySet:
    return Domain.objects.values_list("code", "title")


def _line(edition: ModuleEdition, learning: ModuleEnrolment | None, titles: Mapping[str, str], newest: tuple[int, str]) -> ModuleLine:
    """A learner sees their own edition; that a newer one exists is said, and changes nothing. `newest`: what is taught, as (pk, number)."""
    minutes = tuple((titles.get(code, code), minutes) for code, minutes in edition.outline["minutes_by_domain"].items())
    key, number = newest
    return ModuleLine(edition, learning, minutes, number if key > edition.pk else "")


def line_of(edition: ModuleEdition, learning: ModuleEnrolment | None, person: User) -> ModuleLine:
    """One module on its own page: whether a newer edition is taught, and what comes first, is looked up here."""
    taught = _taught(module_key=edition.module_key, now=clock.now()) if learning else []
    line = _line(edition, learning, _titles(), *taught or [(edition.pk, edition.number)])
    return line if learning else replace(line, needs=needs_before(person, edition))


@WrittenOnce
def _taught(module_key: UUID, now: datetime) -> QuerySet:
    return ModuleEdition.objects.taught(now).filter(module_key=module_key).values_list("pk", "number")


def modules_of_programme(programme_key: UUID) -> list[ModuleLine]:
    """What a programme teaches today, for everybody to read."""
    taught = ModuleEdition.objects.taught().light().filter(programme_key=programme_key).order_by("position", "pk")
    titles = _titles()
    return [_line(edition, None, titles, (edition.pk, edition.number)) for edition in taught]


def shelves_of(person: User) -> list[ShelfOfModules]:
    """Every module that a person may open, by cohort, in a fixed number of queries. A programme that two cohorts share stands once."""
    places = {place.cohort.programme_key: place for place in _places(person)}
    if not places:
        return []
    offered = ModuleEdition.objects.taught().light().filter(programme_key__in=places).order_by("position", "pk")
    taught = _by_programme(offered.annotate(was_withdrawn=_was_withdrawn()))
    mine = {row.module_key: row for row in reversed(_learning(person))}
    titles, needs = _titles(), needs_of(person, [edition for shelf in taught.values() for edition in shelf])
    return [
        ShelfOfModules(
            place.cohort,
            tuple(
                _learners_line(edition, mine.get(edition.module_key), titles, needs.get(edition.module_key, ()))
                for edition in taught.get(key, [])
            ),
            place,
        )
        for key, place in places.items()
    ]


def _learners_line(
    taught: ModuleEdition, learning: ModuleEnrolment | None, titles: Mapping[str, str], needs: tuple[Need, ...]
) -> ModuleLine:
    line = _line(learning.edition if learning else taught, learning, titles, (taught.pk, taught.number))
    return line if learning else replace(line, needs=needs)


def _by_programme(editions: Iterable[ModuleEdition]) -> dict[UUID, list[ModuleEdition]]:
    shelves: dict[UUID, list[ModuleEdition]] = {}
    for edition in editions:
        shelves.setdefault(edition.programme_key, []).append(edition)
    return shelves
