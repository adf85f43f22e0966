"""In which weeks people met their supervisor: is anybody unseen?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.core.charts import DotRow, Figure, Said, dots, shown
from logbook.models import Entry

from .scope import Scope

KEY = "supervision"
SUBJECT = gettext_lazy("Supervision")
WEEKS, UNSEEN = 12, 6
NAMES = {"yes": gettext_lazy("seen"), "waiting": gettext_lazy("not confirmed yet"), "no": "–"}


@dataclass
class Seen:
    """One person by code: days with a session, and whether it is confirmed. `since_on`: the day they joined."""

    code: str
    since_on: date
    days: dict[date, bool] = field(default_factory=dict)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_until(today: date, number: int = WEEKS) -> list[date]:
    """The Mondays of the last weeks, the oldest first, this week among them."""
    return [monday(today) - timedelta(weeks=back) for back in range(number - 1, -1, -1)]


def seen(scope: Scope) -> list[Seen]:
    """Sessions of the last twelve weeks, confirmed or waiting; one statement. Nobody who is on a break, as far as they let us know."""
    people = {person: Seen(seat.code, seat.since_on) for person, seat in scope.in_training.items() if person not in scope.on_break}
    rows = scope.rows_of(people)
    entries = Entry.objects.filter(person__in=rows, kind="supervision", on__gte=weeks_until(scope.on)[0], on__lte=scope.on)
    for row, day, state in entries.filter(state__in=["countersigned", "submitted"]).in_force().values_list("person_id", "on", "state"):
        days = people[rows[row]].days
        days[day] = days.get(day, False) or state == "countersigned"
    return list(people.values())


def figure(people: Sequence[Seen], today: date) -> Figure:
    """Whoever was not seen for longest stands first."""
    return shown(KEY, str(SUBJECT), len(people), lambda: _drawn(people, today))


def _drawn(people: Sequence[Seen], today: date) -> Figure:
    weeks = weeks_until(today)
    rows = [_row(one, weeks, today) for one in sorted(people, key=lambda one: (max(one.days, default=date.min), one.code))]
    unseen = sum(row.flagged for row in rows)
    lately = len(rows) - unseen
    said = Said(
        title=_title(unseen),
        sentence=_("Of %(of)d people, %(n)d met their supervisor in the last six weeks, or joined in that time.")
        % {"of": len(rows), "n": lately},
        columns=(_("Code"), *(date_format(week, "j M") for week in weeks), _("Last session")),
        note=_("A full dot is a confirmed session, a ring one that waits to be confirmed. People on a break or certified are left out."),
    )
    return dots(KEY, said, [date_format(week, "j M") for week in weeks], rows, {kind: str(words) for kind, words in NAMES.items()})


def _title(unseen: int) -> str:
    if not unseen:
        return _("Supervision: everybody was seen in the last 6 weeks")
    return ngettext("Supervision: %(n)d person not seen for 6 weeks", "Supervision: %(n)d people not seen for 6 weeks", unseen) % {
        "n": unseen
    }


def _row(one: Seen, weeks: Sequence[date], today: date) -> DotRow:
    last = max(one.days, default=None)
    since = today - timedelta(weeks=UNSEEN)
    return DotRow(
        one.code, tuple(_kind(one.days, week) for week in weeks), _last(last, today), max(last or one.since_on, one.since_on) < since
    )


def _kind(days: Mapping[date, bool], week: date) -> str:
    inside = [confirmed for day, confirmed in days.items() if monday(day) == week]
    return "yes" if any(inside) else "waiting" if inside else "no"


def _last(last: date | None, today: date) -> str:
    if last is None:
        return _("not in 12 weeks")
    weeks = (monday(today) - monday(last)).days // 7
    return ngettext("%(n)d week ago", "%(n)d weeks ago", weeks) % {"n": weeks} if weeks else _("this week")


def draw(scope: Scope) -> Figure:
    return figure(seen(scope), scope.on)
