"""Certifications by the month in which they end: when is our crunch?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.core.charts import Column, Figure, Part, Said, columns, nothing_yet, shown
from lms.core.charts.columns import busiest
from schemes.dates import authority_day
from schemes.models import Application, Certification
from schemes.queries import Record, records_of
from schemes.standing import Code, EventKind

from .scope import Scope

KEY = "renewals"
SUBJECT = gettext_lazy("Renewals in the next 12 months")
MONTHS = 12
STAGES = {"renewed": gettext_lazy("Renewed already"), "sent": gettext_lazy("With the board"), "nothing": gettext_lazy("Not started")}
PATTERNS = {"renewed": "dots", "sent": "hatch", "nothing": "solid"}
HELD = {Code.CURRENT, Code.GRACE, Code.SUSPENDED}


@dataclass(frozen=True)
class Ending:
    """One certification: the last day of its term, and what was done about the next one (a key of STAGES)."""

    on: date
    stage: str


def months_from(today: date) -> list[date]:
    """The first days of twelve months, this one first."""
    begin = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(begin, begin + MONTHS)]


def endings(scope: Scope, today: date) -> list[Ending]:
    """Every certification that stands, of the people in scope or (for readers of everything) of all; three or four statements."""
    held = Certification.objects.filter(person__erased_at__isnull=True)
    if scope.cohort or not scope.is_everywhere:
        held = held.filter(person__in=scope.rows_of(seat.person for seat in scope.seats))
    held_by = {
        pk: (scope.joined.get(person, person), kind) for pk, person, kind in held.values_list("pk", "person_id", "credential_type_id")
    }
    asked = Application.objects.filter(state="submitted").values_list("person_id", "credential_type_id")
    sent = {(scope.joined.get(person, person), kind) for person, kind in asked}
    found = (ending(record, today, held_by[pk] in sent) for pk, record in records_of(held_by).items())
    return [one for one in found if one]


def ending(record: Record, today: date, is_sent: bool) -> Ending | None:
    """The end of the term that runs today; None when nothing stands, or it does not end by itself."""
    now = record.on(today)
    if now.code not in HELD or now.valid_until is None:
        return None
    ahead = [event.term_from for event in record.events if event.kind == EventKind.RENEWED and event.term_from and event.term_from > today]
    if ahead:
        return Ending(min(ahead) - timedelta(days=1), "renewed")
    return Ending(now.valid_until, "sent" if is_sent else "nothing")


def figure(found: Sequence[Ending], today: date) -> Figure:
    return shown(KEY, str(SUBJECT), len(found), lambda: _drawn(found, today))


def _drawn(found: Sequence[Ending], today: date) -> Figure:
    months = months_from(today)
    rows = [_column(month, [one for one in found if (one.on.year, one.on.month) == (month.year, month.month)]) for month in months]
    coming = sum(row.total for row in rows)
    if not coming:
        return nothing_yet(KEY, str(SUBJECT), _("No certification ends in the next 12 months."))
    untouched = sum(row.counts[-1] for row in rows)
    said = Said(
        title=_title(rows),
        sentence=ngettext("%(n)d certification ends in the next 12 months.", "%(n)d certifications end in the next 12 months.", coming)
        % {"n": coming}
        + " "
        + _("For %(n)d nothing has begun yet.") % {"n": untouched},
        columns=(_("Month"), *(str(words) for words in STAGES.values()), _("All")),
        note=_("By the last day on the certificate. Those that have ended or were taken away are not counted."),
    )
    parts = [Part(str(words), PATTERNS[stage]) for stage, words in STAGES.items()]
    return columns(KEY, said, parts, rows)


def _title(rows: Sequence[Column]) -> str:
    """A pinch point is one month above all others."""
    first, *others = busiest(rows)
    if others and others[0].total == first.total:
        return _("Renewals: no month stands out (%(n)d at most)") % {"n": first.total}
    return _("Renewals: %(month)s is the pinch point (%(n)d)") % {"month": first.label, "n": first.total}


def _column(month: date, found: Iterable[Ending]) -> Column:
    stages = [one.stage for one in found]
    return Column(date_format(month, "F Y"), date_format(month, "M"), tuple(stages.count(stage) for stage in STAGES))


def draw(scope: Scope) -> Figure:
    today = authority_day()
    return figure(endings(scope, today), today)
