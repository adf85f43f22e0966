"""How often a second look agreed, by competency, with how sure one may be: do we mark alike?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.queries import roles_of
from assessments.models import FrameworkVersion, QualityCheck
from lms.core.charts import LEAST, Estimate, Figure, Said, intervals, nothing_yet
from lms.core.charts.intervals import enough, percent

from .scope import Scope

KEY = "agreement"
SUBJECT = gettext_lazy("Do we mark alike?")
LEAST_LOOKS = 20  # ux.md 6.3


@dataclass(frozen=True)
class Look:
    """One second look: at which competency, of whose work (only to count people), and whether it agreed."""

    competency: str
    person: int
    agreed: bool


def looks(scope: Scope) -> list[Look]:
    """Quality assurers look at everything; managers and inspectors at the work of their own people. Two statements, or three."""
    checks = QualityCheck.objects.all()
    if "quality" not in roles_of(scope.reader):
        checks = checks.filter(judgement__person__in=scope.rows_of(seat.person for seat in scope.seats))
    fields = ("judgement__framework_version_id", "judgement__competency", "judgement__person_id", "outcome")
    found = list(checks.values_list(*fields))
    versions = FrameworkVersion.objects.in_bulk({version for version, *_rest in found})
    titles = {(pk, each.key): each.title for pk, version in versions.items() for each in version.competencies()}
    return [Look(titles.get((pk, key), key), scope.joined.get(who, who), outcome == "agree") for pk, key, who, outcome in found]


def estimates(found: Sequence[Look]) -> list[Estimate]:
    """By competency; none that rests on fewer than twenty looks, or on the work of fewer than five people."""
    by_name: dict[str, list[Look]] = {}
    for look in found:
        by_name.setdefault(look.competency, []).append(look)
    kept = {name: rows for name, rows in by_name.items() if len({row.person for row in rows}) >= LEAST}
    return enough([Estimate(name, sum(row.agreed for row in rows), len(rows)) for name, rows in kept.items()], LEAST_LOOKS)


def figure(found: Sequence[Look]) -> Figure:
    rows = estimates(found)
    if not rows:
        return nothing_yet(KEY, str(SUBJECT), _("A competency is shown here once it has had 20 second looks. None has had so many yet."))
    agreed, of = sum(row.agreed for row in rows), sum(row.of for row in rows)
    said = Said(
        title=_title(rows, agreed / of),
        sentence=_("Second looks agreed with %(share)d in 100 judgements.") % {"share": percent(agreed / of)},
        columns=(_("Competency"), _("Agreed"), _("Second looks"), _("Agreed in 100"), _("at least"), _("at most")),
        note=_("The line is where the true share lies in 19 cases of 20. Fewer than 20 second looks are not shown."),
    )
    return intervals(KEY, said, rows, n_words=_("n = {n}"))


def _title(rows: Sequence[Estimate], overall: float) -> str:
    """Only what lies below all others beyond doubt is named."""
    if len(rows) > 1 and rows[0].between[1] < overall:
        return _("%(competency)s needs a standardisation talk") % {"competency": rows[0].label}
    return _("No competency is marked less alike than others")


def draw(scope: Scope) -> Figure:
    return figure(looks(scope))
