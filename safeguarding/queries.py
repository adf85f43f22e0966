"""Reads over concerns and glass."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import RoleGrant, User
from accounts.queries import has_conflict, people_by_ref, selves
from lms.core.models import ReadEvent, SupportResource
from lms.core.narrative import attach_words
from lms.core.registry import Pane, contributions
from lms.core.support import SupportPage, support_page, usual_country, written_lines
from safeguarding import hours
from safeguarding.hooks import people_in
from safeguarding.models import BreakGlass, Concern, ConcernStep
from safeguarding.models.concerns import DECIDES

TARGET_MINUTES = 4 * 60  # of working time, until somebody has taken a concern up (ux.md 4.8)
CONCERN, GLASS = "safeguarding.concern", "safeguarding.glass"


def due_at(raised_at: datetime) -> datetime:
    """When somebody should have taken up what was raised at this instant: four working hours by the service's own clock."""
    zone = ZoneInfo(settings.TIME_ZONE)
    wall = raised_at.astimezone(zone).replace(tzinfo=None)
    return hours.due(wall, TARGET_MINUTES).replace(tzinfo=zone)


def leads_everywhere() -> list[User]:
    """Safeguarding leads whose role holds everywhere today."""
    return list(_without_deciders(_with_role("safeguarding", scope_kind="")))


def _without_deciders(people: QuerySet[User]) -> QuerySet[User]:
    """Leads who also sit on the board read no concern."""
    return people.exclude(pk__in=RoleGrant.objects.in_force().filter(role=DECIDES).values("person"))


def _with_role(role: str, **more: str) -> QuerySet[User]:
    grants = RoleGrant.objects.in_force().filter(role=role, person__is_active=True, **more)
    return User.objects.filter(pk__in=grants.values("person")).order_by("pk")


def leads_for(person: User | None) -> list[User]:
    """Who would read a concern about this person today (None: not known yet who is meant); the same rule as `readable_by`."""
    everywhere = leads_everywhere()
    if person is None:
        return everywhere
    scoped = RoleGrant.objects.in_force().filter(role="safeguarding", person__is_active=True).exclude(scope_kind="")
    nearby = [grant.person_id for grant in scoped if person.pk in people_in(grant.scope_kind, [grant.scope_key])]
    found = {lead.pk: lead for lead in [*everywhere, *_without_deciders(User.objects.filter(pk__in=nearby))]}
    themselves = selves(person)
    return [lead for pk, lead in sorted(found.items()) if pk not in themselves and not has_conflict(lead, person)]


def administrators() -> list[User]:
    """Who is told when nobody could read a concern."""
    return list(_with_role("admin"))


@dataclass(frozen=True)
class Help:
    """The numbers that stand first on the page, for whoever writes and, when they know each other, for where the other one lives."""

    page: SupportPage
    danger: list[SupportResource]


def help_for(reader: User, about: User | None) -> Help:
    lines = written_lines()
    countries = [reader.country or usual_country(), about.country if about else ""]
    pages = [support_page(country.upper(), lines) for country in dict.fromkeys(countries) if country]
    return Help(pages[0], [line for page in pages for line in page.lines["danger"]])


def steps_of(concern: Concern) -> list[ConcernStep]:
    """Everything that was said and done, oldest first, with its words: two queries."""
    return attach_words(concern.steps.select_related("by", "to"))


def shared_words(concerns: Iterable[Concern]) -> list[ConcernStep]:
    """What leads wrote to the person for these concerns, newest first."""
    rows = ConcernStep.objects.filter(concern__in=list(concerns), kind="shared").select_related("by", "concern").order_by("-pk")
    return attach_words(rows)


def subject_of(concern: Concern) -> str:
    """Under whom a reading is kept: the person's id once they know of the concern, before that the concern's own.

    Otherwise the list of who read one's record would tell what a lead has reasons not to tell yet.
    """
    return concern.person.public_id if concern.person and concern.shared_at else concern.public_id


def panes_of(glass: BreakGlass) -> list[Pane]:
    """What the apps let this role see of the person, in the order of the apps' names."""
    return [pane for _app, contribution in contributions("glass") for pane in contribution(glass.person, glass.role)]


def seen_through(glasses: Iterable[BreakGlass]) -> dict[str, list[str]]:
    """The parts that were looked at through each glass (by its public id), each part once."""
    refs = [glass.public_id for glass in glasses]
    rows = ReadEvent.objects.filter(subjects__record_ref__in=refs).order_by("pk").values_list("subjects__record_ref", "record_type")
    found: dict[str, list[str]] = {ref: [] for ref in refs}
    for ref, kind in rows:
        if kind not in found[ref]:
            found[ref].append(kind)
    return found


def readers_of(concern: Concern) -> list[tuple[str, datetime]]:
    """Who has read a concern and when last, by what they are called."""
    rows = ReadEvent.objects.filter(record_type=CONCERN, subjects__record_ref=concern.public_id).order_by("at")
    last = dict(rows.values_list("actor_ref", "at"))
    people = people_by_ref(last)
    return [(people[ref].called, at) for ref, at in last.items() if ref in people]
