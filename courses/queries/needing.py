"""Which modules have to be complete before another can be begun."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from accounts.queries import selves
from courses.models import ModuleEdition, ModuleEnrolment


@dataclass(frozen=True)
class Need:
    """A module that comes first and is not complete."""

    title: str
    url: str


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
