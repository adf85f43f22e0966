"""People by competencies, the weakest competency first: what should we teach next?"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.judging import MET
from assessments.models import FrameworkVersion, Judgement, Submission
from assessments.queries.portfolio import current_versions
from assessments.states import SUBMITTED
from lms.core.charts import Figure, HeatRow, Said, Thing, heat, nothing_yet, shown
from lms.core.charts.heat import reached, weakest_first

from .scope import Scope

KEY = "competencies"
SUBJECT = gettext_lazy("Competencies")
NOTHING, SENT, NOT_YET, SENT_AGAIN, SHOWN = range(5)
MARKS = ("–", "1", "2", "3", "4")
SHORT = 14  # letters of a competency in the head of its column


def level(outcomes: Sequence[str], waits: bool) -> int:
    """How near to "met" somebody is: the newest judgement counts, as everywhere. `outcomes` oldest first."""
    if outcomes and outcomes[-1] == MET:
        return SHOWN
    if waits:
        return SENT_AGAIN if outcomes else SENT
    return NOT_YET if outcomes else NOTHING


def levels(scope: Scope, version: FrameworkVersion) -> list[HeatRow]:
    """A level for each competency of each person, in two statements."""
    rows, keys = scope.rows_of(scope.in_training), [each.key for each in version.competencies()]
    cited = Q(framework_version__framework=version.framework_id, person__in=rows)
    outcomes: dict[tuple[int, str], list[str]] = {}
    judged = Judgement.objects.filter(cited).order_by("judged_on", "recorded_at", "pk")
    for row, key, outcome in judged.values_list("person_id", "competency", "outcome"):
        outcomes.setdefault((rows[row], key), []).append(outcome)
    waiting = Submission.objects.filter(cited, state=SUBMITTED).values_list("person_id", "competency")
    waits = {(rows[row], key) for row, key in waiting}
    return [
        HeatRow(seat.code, tuple(level(outcomes.get((person, key), ()), (person, key) in waits) for key in keys))
        for person, seat in scope.in_training.items()
    ]


def figure(things: Sequence[Thing], rows: Sequence[HeatRow], framework: str) -> Figure:
    return shown(KEY, str(SUBJECT), len(rows), lambda: _drawn(things, rows, framework))


def _drawn(things: Sequence[Thing], rows: Sequence[HeatRow], framework: str) -> Figure:
    met = sum(each == SHOWN for row in rows for each in row.levels)
    counted = {"people": len(rows), "things": len(things), "met": met, "all": len(rows) * len(things)}
    said = Said(
        title=_title([things[at].label for at in weakest(rows, len(things))], met == counted["all"]),
        sentence=_("%(people)d people by %(things)d competencies. %(met)d of %(all)d have been shown.") % counted,
        columns=(_("Code"),),
        note=_("1 sent for the first time · 2 one more thing needed · 3 sent again · 4 shown. From: %(framework)s.")
        % {"framework": framework},
    )
    return heat(KEY, said, things, rows, MARKS, out_of=_("{n} of {of}"))


def weakest(rows: Sequence[HeatRow], things: int) -> list[int]:
    """One or two places that fewer people have shown than any other; none where more are level."""
    order = weakest_first(rows, things)
    numbers = [reached(rows, at) for at in order]
    return next((order[:many] for many in (2, 1) if many < things and numbers[many - 1] < numbers[many]), [])


def _title(weak: Sequence[str], is_done: bool) -> str:
    if is_done:
        return _("Everybody has shown every competency")
    if not weak:
        return _("Competencies: none is shown less than the others")
    if len(weak) == 1:
        return _("Where the cohort needs teaching: %(one)s") % {"one": weak[0]}
    return _("Where the cohort needs teaching: %(one)s and %(other)s") % {"one": weak[0], "other": weak[1]}


def _thing(title: str) -> Thing:
    return Thing(title if len(title) <= SHORT else title[: SHORT - 1].rstrip() + "…", title)


def draw(scope: Scope) -> Figure:
    version = next(iter(current_versions()), None)
    if version is None:
        return nothing_yet(KEY, str(SUBJECT), _("There is no competency framework yet."))
    things = [_thing(each.title) for each in version.competencies()]
    return figure(things, levels(scope, version), version.framework.title)
