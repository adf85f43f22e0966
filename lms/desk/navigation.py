"""Where somebody is, where they may go, and as what: areas by address, at most five links each (ux.md 2.1)."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries import roles_of

LEARNS = "learns"  # in the session: whether this member of staff has a place on a course of their own


@dataclass(frozen=True)
class Item:
    path: str
    label: Any
    covers: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        return path.startswith((self.path, *self.covers))


@dataclass(frozen=True)
class Area:
    """One role's part of the house. `role` is "" for what everybody has."""

    role: str
    label: Any
    items: tuple[Item, ...]

    @property
    def home(self) -> str:
        return self.items[0].path

    @property
    def open_items(self) -> list[Item]:
        return [item for item in self.items if exists(item.path)]

    def reach(self, path: str) -> int:
        """How well this area fits an address: the length of the longest of its addresses that begins it."""
        starts = [start for item in self.items for start in (item.path, *item.covers)]
        return max((len(start) for start in starts if path.startswith(start)), default=0)


LEARNER = Area(
    "",
    _("trainee"),
    (
        Item("/home/", _("Home"), ("/pause/", "/adjustments/", "/look-back/")),
        Item("/learn/", _("Learn"), ("/test/", "/journal/", "/problems/", "/places/", "/workshops/", "/calendar/")),
        Item("/hours/", _("Practice"), ("/practice/", "/supervision/", "/cpd/")),
        Item("/record/", _("My record"), ("/portfolio/", "/feedback/", "/evidence-files/", "/apply/", "/certificate/", "/renew/")),
    ),
)
AREAS = (
    LEARNER,
    Area("assessor", _("assessor"), (Item("/marking/", _("Marking")),)),
    Area(
        "supervisor",
        _("supervisor"),
        (Item("/supervise/", _("My supervisees")), Item("/supervise/to-sign/", _("To sign"))),
    ),
    Area(
        "manager",
        _("programme manager"),
        (
            Item("/manage/", _("Overview"), ("/manage/people/", "/manage/ties/")),
            Item("/manage/cohorts/", _("Cohorts"), ("/manage/workshops/",)),
            Item("/manage/adjustments/", _("Adjustments")),
            Item("/manage/renewals/", _("Renewals")),
            Item("/manage/reports/", _("Reports")),
        ),
    ),
    Area("board", _("board member"), (Item("/manage/decisions/", _("Decisions")), Item("/manage/certificates/", _("Certificates")))),
    Area(
        "quality",
        _("quality assurer"),
        (
            Item("/quality/", _("Quality checks")),
            Item("/quality/agreement/", _("Do we mark alike?")),
            Item("/manage/taught/", _("What people were taught")),
        ),
    ),
    Area(
        "safeguarding",
        _("safeguarding lead"),
        (Item("/manage/concerns/", _("Concerns")), Item("/manage/glass/", _("Open a record")), Item("/lessons/", _("Lessons to read"))),
    ),
    Area(
        "privacy",
        _("privacy officer"),
        (
            Item("/manage/data-requests/", _("Data requests")),
            Item("/manage/retention/", _("How long we keep")),
            Item("/manage/reads/", _("Who read what")),
            Item("/manage/merge/", _("Double records"), ("/manage/merged/",)),
            Item("/manage/glass/", _("Open a record")),
        ),
    ),
    Area(
        "inspector",
        _("inspector"),
        (
            Item("/manage/", _("Overview")),
            Item("/manage/cohorts/", _("Cohorts")),
            Item("/manage/reports/", _("Reports")),
            Item("/manage/decisions/", _("Decisions")),
            Item("/manage/certificates/", _("Certificates")),
        ),
    ),
    Area("facilitator", _("facilitator"), (Item("/manage/workshops/", _("Workshops"), ("/manage/cohorts/",)),)),
    Area("organisation", _("organisation"), (Item("/org/", _("My organisation")),)),
    Area(
        "editor",
        _("editor"),
        (Item("/cms/", _("Course editor")), Item("/manage/reports/stops/", _("Where people stop"), ("/manage/reports/",))),
    ),
    Area(
        "admin",
        _("administrator"),
        (
            Item("/cms/", _("Content and settings"), ("/manage/jobs/",)),
            Item("/manage/roles/", _("Roles"), ("/manage/ties/", "/manage/organisations/")),
            Item("/manage/messages/", _("Messages")),
            Item("/manage/merge/", _("Double records"), ("/manage/merged/",)),
            Item("/manage/lost-factor/", _("Lost second locks")),
        ),
    ),
)


@cache
def exists(path: str) -> bool:
    """Whether the service has this page: a link to a room that is not built yet helps nobody."""
    try:
        return resolve(path).url_name != "wagtail_serve"  # the last resort, which takes any address
    except Resolver404:
        return False


@cache
def sign_out_path() -> str:
    try:
        return reverse("account_logout")
    except NoReverseMatch:
        return "/sign-out/"


class Navigation:
    """What the head of the page shows. Nothing is worked out, and nothing asked of the database, until a template looks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.sign_out = sign_out_path()

    @cached_property
    def signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles in force today: one query a request, because `roles_of` keeps them on the person."""
        return roles_of(self.request.user) if self.signed_in else frozenset()  # type: ignore[arg-type]

    @cached_property
    def areas(self) -> list[Area]:
        """Mine. Staff see the trainee area while they stand in it, or when they learn here as well (`/start/` found out)."""
        if not self.signed_in:
            return []
        mine = [area for area in AREAS if area.role in self.roles and exists(area.home)]
        learns = LEARNER.reach(self.request.path) or getattr(self.request, "session", {}).get(LEARNS)
        return [LEARNER, *mine] if learns or not mine else mine

    @cached_property
    def area(self) -> Area | None:
        """Where I am: the area that fits the address best, else my first."""
        best = max(self.areas, key=lambda area: area.reach(self.request.path), default=None)
        return best if best and best.reach(self.request.path) else (self.areas[0] if self.areas else None)

    @cached_property
    def items(self) -> list[Item]:
        return self.area.open_items if self.area else []

    @cached_property
    def current(self) -> Item | None:
        """The link that is marked as here: the longest address wins, `/manage/cohorts/` before `/manage/`."""
        fitting = [item for item in self.items if item.holds(self.request.path)]
        return max(
            fitting,
            key=lambda item: max(len(start) for start in (item.path, *item.covers) if self.request.path.startswith(start)),
            default=None,
        )

    @property
    def section(self) -> Any:
        """Named in the page title, unless the page is the section's own first page."""
        return self.current.label if self.current and self.current.path != self.request.path else ""

    @property
    def other_areas(self) -> list[Area]:
        return self.areas if len(self.areas) > 1 else []


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates: `nav`."""
    return {"nav": Navigation(request)}
