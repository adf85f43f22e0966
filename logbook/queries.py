"""Reads over the log: for its own screens, for the apps above, and totals for those who may see no rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import Relation, User
from accounts.queries import selves, survivor_of

from .crediting import LoggedHours
from .models import Countersignature, Entry
from .models.entries import EntryQuerySet, still_open, supervision_still_open

__all__ = [
    "LoggedHours",
    "PersonToSign",
    "Totals",
    "countersigners_of",
    "entries_to_sign",
    "hours",
    "last_entry",
    "log_of",
    "sessions_to_confirm",
    "supervisees_to_see",
    "supervisors_to_name",
    "to_sign",
    "totals",
    "totals_of",
    "totals_with",
    "waiting_count",
    "with_replacement",
]

_LOGGED = (
    "person_id", "public_id", "kind", "on", "minutes", "mode", "group_size", "activity", "state", "supervisor_id",
    "countersignature__supervisor_id", "start_minute", "countersignature__signed_on",
)  # fmt: skip


def hours(person_ids: Sequence[int], kind: str) -> dict[int, list[LoggedHours]]:
    """What these people logged of one kind ("practice" or "supervision"), oldest first; one query, whoever many they are.

    Every state is there, so that "6 hours wait for Cy" can be said; only countersigned minutes may ever count. What was corrected is
    replaced by its correction once that is confirmed. `countersigned_by_id` is the supervisor who stands for the entry, also
    when the supervisor wrote it and the person confirmed it. Every id that was asked for is a key.
    """
    found: dict[int, list[LoggedHours]] = {person_id: [] for person_id in person_ids}
    in_force = Entry.objects.filter(person_id__in=person_ids, kind=kind).in_force()
    rows = in_force.order_by("on", F("start_minute").asc(nulls_first=True), "public_id")
    for person_id, ref, *rest in rows.values_list(*_LOGGED):
        found[person_id].append(LoggedHours(ref, *rest))
    return found


def countersigners_of(person_id: int) -> set[int]:
    """The supervisors who stand for hours of this person, past ones included: none of them may decide about the person."""
    return set(Countersignature.objects.filter(entry__person_id=person_id).values_list("supervisor_id", flat=True))


@dataclass
class Totals:
    """Minutes and numbers of one person's log of one kind: no rows, no words. All a manager sees (ux.md 5.6)."""

    confirmed: int = 0
    waiting: int = 0
    returned: int = 0
    drafts: int = 0
    confirmed_count: int = 0
    waiting_count: int = 0
    returned_count: int = 0
    draft_count: int = 0
    last_on: date | None = None
    # Confirmed minutes by (activity, mode), most first.
    by_activity: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def logged(self) -> int:
        return self.confirmed + self.waiting + self.returned + self.drafts

    @property
    def count(self) -> int:
        return self.confirmed_count + self.waiting_count + self.returned_count + self.draft_count


_SUM_OF_STATE = {
    "countersigned": ("confirmed", "confirmed_count"),
    "submitted": ("waiting", "waiting_count"),
    "returned": ("returned", "returned_count"),
    "draft": ("drafts", "draft_count"),
}


def totals_of(person_ids: Sequence[int], kind: str) -> dict[int, Totals]:
    """Totals of many people in one query. `last_on` is the last day with something confirmed."""
    return _summed(Entry.objects.filter(person_id__in=person_ids, kind=kind), {pk: pk for pk in person_ids})


def totals_with(supervisor: User, person: User, kind: str) -> Totals:
    """Totals of what a person sent to this supervisor, or heard from them."""
    mine = dict.fromkeys(selves(person), person.pk)
    together = Entry.objects.readable_by(supervisor).filter(person__in=mine, supervisor=supervisor, kind=kind)
    return _summed(together, mine)[person.pk]


def _summed(entries: EntryQuerySet, known_as: Mapping[int, int]) -> dict[int, Totals]:
    """`known_as` says under which id the rows of each person are added up: two records of one person are one sum."""
    found: dict[int, Totals] = {person_id: Totals() for person_id in known_as.values()}
    rows = entries.in_force().order_by()
    sums = rows.values_list("person_id", "state", "activity", "mode").annotate(Sum("minutes"), Count("pk"), Max("on"))
    for row_of, state, activity, mode, minutes, number, last_on in sums:
        person_id = known_as[row_of]
        _add(found[person_id], state, minutes, number)
        if state == "countersigned":
            found[person_id].by_activity.append((activity, mode, minutes))
            found[person_id].last_on = max(found[person_id].last_on or last_on, last_on)
    for total in found.values():
        total.by_activity.sort(key=lambda row: (-row[2], row[0], row[1]))
    return found


def _add(total: Totals, state: str, minutes: int, number: int) -> None:
    sum_name, count_name = _SUM_OF_STATE[state]
    setattr(total, sum_name, getattr(total, sum_name) + minutes)
    setattr(total, count_name, getattr(total, count_name) + number)


def totals(person: User, kind: str = "practice") -> Totals:
    """Totals of one person's log of one kind."""
    mine = dict.fromkeys(selves(person), person.pk)
    return _summed(Entry.objects.filter(person_id__in=mine, kind=kind), mine)[person.pk]


def last_entry(person: User, kind: str) -> Entry | None:
    """The newest entry that a person wrote for themselves: what "same as last time" offers."""
    mine = Entry.objects.filter(person__in=selves(person), logged_by=F("person"), kind=kind, supersedes__isnull=True)
    return mine.select_related("supervisor").order_by("-on", "-pk").first()


def entries_to_sign(supervisor: User) -> QuerySet[Entry]:
    """Sent entries that name this supervisor and that somebody else wrote; those with a question too, because they come back."""
    asked = Entry.objects.readable_by(supervisor).filter(
        supervisor=supervisor, state__in=["submitted", "returned"], person__erased_at__isnull=True
    )
    return asked.exclude(logged_by__in=selves(supervisor)).select_related("person", "supervisor", "logged_by", "supersedes")


@dataclass
class PersonToSign:
    """One supervisee with the entries that wait: `entries` for the supervisor, `asked` for the supervisee's answer."""

    person: User
    entries: list[Entry]
    asked: list[Entry]

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)


def to_sign(supervisor: User) -> list[PersonToSign]:
    """What waits for a supervisor, by person, newest first within each; one query."""
    newest_first = ("-on", F("start_minute").desc(nulls_last=True), "-pk")
    rows = entries_to_sign(supervisor).order_by("person__sort_name", "person__called", "person_id", *newest_first)
    groups: dict[User, list[Entry]] = {}
    for entry in rows:
        groups.setdefault(survivor_of(entry.person), []).append(entry)
    people = []
    for person, entries in groups.items():
        waiting = [entry for entry in entries if entry.state == "submitted"]
        people.append(PersonToSign(person, waiting, [entry for entry in entries if entry.state == "returned"]))
    return people


def sessions_to_confirm(person: User) -> QuerySet[Entry]:
    """Sessions that a supervisor logged and that wait for this person."""
    mine = selves(person)
    return Entry.objects.filter(person__in=mine, state="submitted").exclude(logged_by__in=mine).select_related("supervisor")


def waiting_count(person: User) -> int:
    """How many things in the log wait for this person: questions to answer, and entries to confirm in either direction."""
    questions = Entry.objects.filter(logged_by__in=selves(person), state="returned").count()
    return questions + Entry.objects.readable_by(person).waiting_for(person).count()


def supervisees_to_see(supervisor: User) -> QuerySet[User]:
    """The people whom this supervisor may look at, with what a first page needs, in one query.

    `supervises_now`; `last_contact_on`, the last supervision session with this supervisor, confirmed or waiting;
    `to_sign_count` and `to_sign_minutes`. Links that ended more than a year ago are closed.
    """
    theirs = Q(of=OuterRef("pk")) | Q(of__merged_into=OuterRef("pk"))
    about = Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk"))
    with_me = Entry.objects.filter(about, supervisor=supervisor).exclude(state="draft").order_by()
    # Grouped by the supervisor, who is one: two records of one person are one sum.
    waiting = with_me.filter(state="submitted", logged_by=F("person")).values("supervisor")
    sessions = with_me.filter(kind="supervision").in_force().values("supervisor")
    people = User.objects.filter(
        Exists(supervision_still_open(supervisor).filter(theirs)), erased_at__isnull=True, merged_into__isnull=True
    )
    return people.annotate(
        supervises_now=Exists(Relation.objects.in_force().filter(theirs, kind="supervises", by=supervisor)),
        last_contact_on=Subquery(sessions.annotate(last=Max("on")).values("last")),
        to_sign_count=_number(waiting.annotate(n=Count("pk")).values("n")),
        to_sign_minutes=_number(waiting.annotate(n=Sum("minutes")).values("n")),
    )


def _number(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def with_replacement(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Say of each whether a confirmed correction stands in its place (`is_replaced`), and whether one waits (`has_correction`)."""
    corrections = Entry.objects.filter(supersedes=OuterRef("pk")).order_by()
    return entries.annotate(
        is_replaced=Exists(corrections.filter(state="countersigned")), has_correction=Exists(corrections.exclude(state="countersigned"))
    )


def supervisors_to_name(person: User) -> QuerySet[User]:
    """Who supervises this person, or did within the last year: those who can be asked to confirm."""
    lasting = Relation.objects.filter(kind="supervises", of__in=selves(person), by=OuterRef("pk"))
    return User.objects.filter(Exists(lasting.filter(still_open())), erased_at__isnull=True).order_by("sort_name", "called", "pk")


def log_of(person: User, kind: str) -> QuerySet[Entry]:
    """Everything a person logged of one kind, newest first, with what a list shows."""
    mine = Entry.objects.readable_by(person).filter(person__in=selves(person), kind=kind)
    return with_replacement(mine).select_related("supervisor", "person")
