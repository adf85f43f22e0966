"""What a learner can open, and where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Consent, User
from accounts.queries import reader_of, rows_of, selves
from courses.models import Cohort, Domain, Enrolment, ModuleEdition, ModuleEnrolment, Redaction
from lms.core import clock
from lms.core.written_once import WrittenOnce

State = Literal["not_started", "started", "completed"]


@dataclass(frozen=True)
class Need:
    """A module that comes first and is not complete."""

    title: str
    url: str


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
    where: Any = ""  # more exactly, in words: "at 3:20 of the video"


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
    """A learner sees their own edition; that a newer one exists is said, and changes nothing. `newest`: key and number of what is taught."""
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


def needs_of(person: User, editions: Iterable[ModuleEdition], beside: Iterable[ModuleEdition] = ()) -> dict[UUID, tuple[Need, ...]]:
    """For each of these editions what of it has to be complete first and is not; one statement, and none where nothing comes first.

    A module that is not among `editions` or `beside` (what is taught) locks nobody: it could not be completed.
    """
    rows = list(editions)
    wanted = {key for edition in rows for key in edition.outline.get("prerequisites", ())}
    if not wanted:
        return {}
    done = ModuleEnrolment.objects.filter(enrolment__person__in=selves(person), module_key__in=wanted, completed_at__isnull=False)
    open_keys = wanted - {str(key) for key in done.values_list("module_key", flat=True)}
    open_needs = {str(row.module_key): _need(row) for row in (*rows, *beside) if str(row.module_key) in open_keys}
    lists = {row.module_key: [open_needs[key] for key in row.outline.get("prerequisites", ()) if key in open_needs] for row in rows}
    return {key: tuple(needs) for key, needs in lists.items() if needs}


def _need(edition: ModuleEdition) -> Need:
    return Need(edition.title, reverse("courses:module", args=[edition.slug]))


def needs_before(person: User, edition: ModuleEdition) -> tuple[Need, ...]:
    """What has to be complete before this one module can be begun. Nothing more is read where the edition names nothing."""
    if not edition.outline.get("prerequisites"):
        return ()
    taught = ModuleEdition.objects.taught().light().filter(programme_key=edition.programme_key)
    return needs_of(person, [edition], taught).get(edition.module_key, ())


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
    taught = _by_programme(ModuleEdition.objects.taught().light().filter(programme_key__in=places).order_by("position", "pk"))
    mine = {row.module_key: row for row in reversed(_learning(person))}
    titles, needs = _titles(), needs_of(person, [edition for shelf in taught.values() for edition in shelf])
    return [
        ShelfOfModules(
            place.cohort,
            tuple(
                _learners_line(edition, mine.get(edition.module_key), titles, needs.get(edition.module_key, ()))
                for edition in taught.get(key, [])
            ),
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


def carry_on(person: User, shelves: list[ShelfOfModules] | None = None) -> CarryOn | None:
    """Where to go on: the module touched last that is not complete, else the first that waits; None when all is done.

    `shelves` saves reading them again when the caller has them.
    """
    lines = [line for shelf in (shelves_of(person) if shelves is None else shelves) for line in shelf.lines]
    begun = [line.learning for line in lines if line.learning and line.state == "started"]
    if begun:
        return _place_in(max(begun, key=lambda learning: learning.touched_at))
    waiting = (line for line in lines if line.state == "not_started" and not line.is_locked)
    first = next(waiting, None)
    return _beginning(first) if first else None


def _place_in(learning: ModuleEnrolment) -> CarryOn:
    steps = learning.edition.outline["steps"]
    place = place_of(learning)
    step = steps[place]
    slug = learning.edition.slug
    is_here = bool(learning.block_id) and step["key"] == learning.step_key
    url = reverse("courses:step", args=[slug, step["slug"]]) + (f"#b-{learning.block_id}" if is_here else "")
    if is_here and learning.scene:
        url = reverse("courses:scenario", args=[slug, learning.block_id]) + "?on"
    where = _exactly(learning) if is_here else ""
    return CarryOn(learning.edition.title, step["title"], place + 1, len(steps), step["minutes"], url, learning.touched_at, where)


def _exactly(learning: ModuleEnrolment) -> str:
    """Where in a step, when that is more than a block."""
    if learning.scene:
        return _("in the middle of a story")
    if not learning.second:
        return ""
    time = {"time": f"{learning.second // 60}:{learning.second % 60:02}"}
    return _("at %(time)s of the video") % time if learning.medium == "video" else _("at %(time)s of the recording") % time


def place_of(learning: ModuleEnrolment) -> int:
    """The number (from 0) of the step to open: the kept place; the first that is not done when the kept place is gone or done."""
    keys = [step["key"] for step in learning.edition.outline["steps"]]
    kept = learning.step_key in keys and learning.step_key not in learning.steps_done
    open_keys = [learning.step_key] if kept else [key for key in keys if key not in learning.steps_done]
    return keys.index((open_keys or [learning.step_key if learning.step_key in keys else keys[0]])[0])


def _beginning(line: ModuleLine) -> CarryOn:
    step = line.edition.outline["steps"][0]
    return CarryOn(line.edition.title, step["title"], 1, line.step_count, step["minutes"], line.url, None)
