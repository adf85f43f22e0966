"""What somebody still has to read because law or somebody's safety asks for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.queries import reader_of, rows_of
from courses.models import ModuleEnrolment, MustRead, MustReadSeen
from lms.core import clock
from lms.core.written_once import WrittenOnce


@dataclass(frozen=True)
class Card:
    """One card: what changed and why, in the words of whoever released it."""

    must_read: MustRead
    title: str
    slug: str
    number: str
    on: datetime

    @property
    def url(self) -> str:
        return reverse("courses:must_read", args=[self.slug, self.number])


def for_person(person: User, at: datetime | None = None) -> QuerySet[MustRead]:
    """Every must-read in effect of a module that the person had begun before, read or not; also when they have completed it and left."""
    return _for_rows(rows_of(person), at or clock.now())


def _for_rows(people: tuple[int, ...], now: datetime) -> QuerySet[MustRead]:
    here = Q(enrolment__state__in=("active", "completed")) | Q(completed_at__isnull=False)
    begun = ModuleEnrolment.objects.filter(here, enrolment__person__in=people, module_key=OuterRef("edition__module_key"))
    met = begun.filter(created_at__lt=OuterRef("edition__effective_from"))
    in_effect = MustRead.objects.filter(Exists(met), edition__effective_from__lte=now)
    return in_effect.select_related("edition").defer("edition__content", "edition__outline").order_by("pk")


def must_reads_of(person: User, module_key: UUID | None = None, at: datetime | None = None) -> list[Card]:
    """The cards that a person has not read yet, oldest first; of one module, when it is named. One statement."""
    people, now = rows_of(person), at or clock.now()
    rows = _unread_of(people=people, now=now, module_key=module_key) if module_key else _unread(people=people, now=now)
    return [_card(row) for row in rows]


@WrittenOnce
def _unread(people: tuple[int, ...], now: datetime) -> QuerySet[MustRead]:
    seen = MustReadSeen.objects.readable_by(reader_of(people)).filter(must_read=OuterRef("pk"))
    return _for_rows(people, now).filter(~Exists(seen))


@WrittenOnce
def _unread_of(people: tuple[int, ...], now: datetime, module_key: UUID) -> QuerySet[MustRead]:
    return _unread.build(people, now).filter(edition__module_key=module_key)


def must_read_at(person: User, slug: str, number: str) -> tuple[Card, bool] | None:
    """The card at an address, and whether the person has read it; None when it is none of theirs."""
    row: Any = for_person(person).filter(edition__slug=slug, edition__number=number).first()
    return (_card(row), row.seen.readable_by(person).exists()) if row else None


def _card(row: MustRead) -> Card:
    return Card(row, row.edition.title, row.edition.slug, row.edition.number, row.edition.effective_from)
