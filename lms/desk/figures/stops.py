"""How many people finished each step of one edition, and after which most stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.queries import roles_of
from courses.models import ModuleEdition, ModuleEnrolment
from lms.core import clock
from lms.core.charts import Figure, Said, Step, funnel, nothing_yet, shown
from lms.core.charts.funnel import stopped

from .scope import Scope

KEY = "stops"
SUBJECT = gettext_lazy("Where people stop")
QUIET = timedelta(days=14)  # who was here since is on the way, and has stopped nowhere
# Editors see counts of the people of all cohorts, and only of ten or more (ux.md 5.6, "A").
LEAST_FOR_EDITORS = 10


def begun(scope: Scope) -> QuerySet[ModuleEnrolment]:
    """What learners began: for managers and inspectors in their cohorts, for editors everywhere."""
    rows = ModuleEnrolment.objects.filter(enrolment__person__erased_at__isnull=True)
    if sees_everywhere(scope):
        return rows
    return rows.filter(enrolment__cohort__in=[one.pk for one in scope.cohorts])


def sees_everywhere(scope: Scope) -> bool:
    """Whether somebody is here as editor alone: without cohorts, and so without anybody whom they know."""
    return not {"manager", "inspector"} & roles_of(scope.reader)


def editions(scope: Scope) -> list[ModuleEdition]:
    """Editions that somebody learns from, those with the most people first; one statement."""
    ids = dict(begun(scope).order_by().values_list("edition_id").annotate(number=Count("pk")))
    found = ModuleEdition.objects.light().in_bulk(ids)
    return sorted(found.values(), key=lambda one: (-ids[one.pk], one.position, one.pk))


def name_of(edition: ModuleEdition) -> str:
    """How an edition stands in an address."""
    return f"{edition.slug}-{edition.number}"


def finished(steps: Sequence[str], done: Iterable[str], is_complete: bool) -> int:
    """How many steps of an edition lie behind somebody: up to the furthest that they finished, also when they left one out."""
    return len(steps) if is_complete else max((steps.index(key) + 1 for key in done if key in steps), default=0)


def reached(scope: Scope, edition: ModuleEdition, now: datetime) -> list[int]:
    """For everybody who finished the module, or was not here for two weeks: how many steps lie behind them. One statement."""
    keys = [step["key"] for step in edition.outline["steps"]]
    rows = begun(scope).filter(edition=edition).values_list("steps_done", "completed_at", "touched_at")
    return [finished(keys, done, bool(completed)) for done, completed, touched in rows if completed or touched < now - QUIET]


def figure(steps: Sequence[str], people: Sequence[int], edition: str, least: int = 5) -> Figure:
    """`people` has one number for each: how many of the steps lie behind them."""
    return shown(KEY, str(SUBJECT), len(people), lambda: _drawn(steps, people, edition), least)


def _drawn(steps: Sequence[str], people: Sequence[int], edition: str) -> Figure:
    rows = [Step(title, sum(each >= at for each in people)) for at, title in enumerate([_("Opening the module"), *steps])]
    worst = next(iter(stopped(rows)), None)
    told = {"edition": edition, "of": len(people), "n": rows[-1].people}
    said = Said(
        title=_("Most pauses happen after “%(step)s”") % {"step": worst[0].label} if worst else _("Nobody stopped on the way"),
        sentence=_("%(edition)s: %(n)d of %(of)d people finished the last step.") % told,
        columns=(_("Step"), _("People"), _("Went no further")),
        note=_("People who were here in the last two weeks are on their way, and not counted."),
    )
    return funnel(KEY, said, rows)


def draw(scope: Scope) -> Figure:
    found = editions(scope)
    edition = next((one for one in found if name_of(one) == scope.edition), found[0] if found else None)
    if edition is None:
        return nothing_yet(KEY, str(SUBJECT), _("Nobody has opened a module yet."))
    least = LEAST_FOR_EDITORS if sees_everywhere(scope) else 5
    titles = [step["title"] for step in edition.outline["steps"]]
    return figure(titles, reached(scope, edition, clock.now()), f"{edition.title} {edition.number}", least)
