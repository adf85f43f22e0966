"""What safeguarding contributes to the acts that cross all apps.

The lines that an erasure shows are the same for everybody, whether or not somebody was ever worried about them: otherwise the page would
tell what a lead has reasons not to tell yet.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.queries import selves
from lms.core import clock
from lms.core.append_only import purge_permit
from lms.core.narrative import attach_words
from lms.core.registry import Erased, Hold, Keeping, Pane, Planned, Problem, register
from safeguarding.models import BreakGlass, Concern
from safeguarding.queries import leads_for, shared_words, steps_of
from safeguarding.services import tell_owners
from safeguarding.services.forget import forget
from safeguarding.services.steps import tell_about
from safeguarding.states import CLOSED, WAITING
from safeguarding.words import danger_words, state_words

LONG_TOLD = timedelta(days=1)  # by then `tick` has told every owner
WHAT = gettext_lazy("what somebody may have told the safeguarding lead about you")
WHY = gettext_lazy("if there is anything, it stays until it has been looked into, and up to six years when something was found")
GLASS = gettext_lazy("that a closed part of your record was opened, by whom and when")
GLASS_WHY = gettext_lazy("whoever opens a record has to answer for it; the reason, in words, goes")


def erase(person: User) -> list[Erased]:
    """Closed concerns in which nothing was found go. Open ones stay until they are closed, the others until their time is up."""
    forget(Concern.objects.filter(person=person, state=CLOSED, found_something=False))
    return [Erased(str(WHAT), "kept", str(WHY)), Erased(str(GLASS), "kept", str(GLASS_WHY))]


def plan(person: User) -> list[Planned]:
    return [Planned(str(WHAT), "later", str(WHY)), Planned(str(GLASS), "stays", str(GLASS_WHY))]


def hold(person: User) -> list[Hold]:
    """An open concern of which the person knows. `erase` keeps the others back by itself, without a word."""
    known = Concern.objects.shown_to(person).open().order_by("raised_at")
    why = _("somebody is looking into a worry about you, as you were told")
    return [Hold(why, each.raised_at.date(), frozenset({"safeguarding"})) for each in known]


def export(person: User) -> dict[str, Any]:
    """What leads shared with the person, that the person raised something, and who opened their record. Nothing else of anybody's."""
    raised = Concern.objects.raised_by(person).order_by("pk")
    glasses = attach_words(BreakGlass.objects.shown_to(person).select_related("by").order_by("pk"))
    return {
        "about_you": [
            {"at": step.at.isoformat(), "by": step.by.called, "words": step.words}
            for step in shared_words(Concern.objects.shown_to(person))
        ],
        "raised_by_you": [
            {"at": each.raised_at.isoformat(), "taken_up_at": each.taken_up_at.isoformat() if each.taken_up_at else None} for each in raised
        ],
        "record_opened": [
            {"at": each.opened_at.isoformat(), "by": each.by.called, "role": each.role, "reason": each.words} for each in glasses
        ],
    }


def keep() -> list[Keeping]:
    """Six years from closing when something was found, two when not (ux.md 5.4)."""
    return [
        Keeping("safeguarding.found", str(gettext_lazy("Concerns in which something was found")), "closed", "deleted", 2192, _let_go(True)),
        Keeping(
            "safeguarding.unfounded", str(gettext_lazy("Concerns in which nothing was found")), "closed", "deleted", 731, _let_go(False)
        ),
    ]


def _let_go(found: bool) -> Any:
    def apply(before: datetime) -> int:
        with purge_permit(purpose="retention", by_ref="", reason="concerns whose time is up"):
            return forget(Concern.objects.filter(state=CLOSED, found_something=found, closed_at__lt=before))

    return apply


def tick(now: datetime) -> int:
    """Tell owners whose delay is over; remind of concerns that nobody took up in time, once."""
    late = list(Concern.objects.filter(state=WAITING, due_at__lt=now).select_related("person"))
    for concern in late:
        tell_about(concern, leads_for(concern.person), "safeguarding.waits")
    return tell_owners(at=now)


def glass(person: User, role: str) -> list[Pane]:
    """The privacy officer may see concerns through broken glass; the safeguarding lead reads them in the queue."""
    if role != "privacy":
        return []
    rows = Concern.objects.filter(person__in=selves(person)).order_by("pk")
    lines = [line for concern in rows for line in _lines(concern)]
    return [Pane(_("Concerns"), lines, "safeguarding.concern")]


def _lines(concern: Concern) -> Iterator[tuple[str, str]]:
    yield concern.code, f"{concern.raised_at:%Y-%m-%d} · {state_words(concern)} · {danger_words(concern)}"
    for step in steps_of(concern):
        yield f"{step.at:%Y-%m-%d} {step.get_kind_display()}", step.words or ""


def check() -> Iterator[Problem]:
    """A concern that somebody holds who could not have read it, and glass that was broken by somebody for themselves (invariant 4)."""
    own = Concern.objects.filter(Q(person__isnull=False)).select_related("person", "lead").filter(lead__isnull=False)
    for concern in own:
        if concern.lead_id in selves(concern.person):
            yield Problem(4, f"concern {concern.public_id}", "is held by the person it is about")
    for opened in BreakGlass.objects.to_tell(clock.now() - LONG_TOLD):
        yield Problem(9, f"glass {opened.public_id}", "its owner should have been told and was not")


register("erase", "safeguarding", erase)
register("plan", "safeguarding", plan)
register("hold", "safeguarding", hold)
register("export", "safeguarding", export)
register("keep", "safeguarding", keep)
register("tick", "safeguarding", tick)
register("glass", "safeguarding", glass)
register("check", "safeguarding", check)
