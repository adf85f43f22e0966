"""Confirmed practice beside what the scheme asks for: who needs a placement?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.queries import pauses_of
from lms.core.charts import Bar, Figure, Need, Said, bars, nothing_yet, shown
from logbook.crediting import LoggedHours, credit
from logbook.queries import hours
from schemes.dates import evidence_day
from schemes.requirements.hours import PracticeMinutes

from .asked import asked_for
from .scope import Scope

KEY = "hours"
SUBJECT = gettext_lazy("Practice hours")


@dataclass(frozen=True)
class Practised:
    """Minutes of one person, by code, as the scheme counts them."""

    code: str
    minutes: int


@dataclass(frozen=True)
class Asked:
    """What the scheme asks for, and the weeks until the cohort ends (None: it has no end)."""

    minutes: int
    scheme: str
    weeks_left: int | None = None


def practised(scope: Scope, asked: PracticeMinutes) -> list[Practised]:
    """As each learner reads it on their own page. Nobody on a break, whose time stands still."""
    people = {person: seat for person, seat in scope.in_training.items() if person not in scope.on_break}
    rows, day = scope.rows_of(people), evidence_day()
    logged, pauses = hours(list(rows), "practice"), pauses_of(people) if asked.without_breaks else {}
    mine: dict[int, list[LoggedHours]] = {person: [] for person in people}
    for row, entries in logged.items():
        mine[rows[row]] += [one for one in entries if one.on <= day and one.is_countersigned_by(day)]
    return [Practised(seat.code, credit(mine[person], asked.rule(pauses.get(person, ())), day).minutes) for person, seat in people.items()]


def weeks_left(ends_on: date | None, today: date) -> int | None:
    return None if ends_on is None else max((ends_on - today).days // 7, 0)


def figure(people: Sequence[Practised], asked: Asked) -> Figure:
    """The fewest hours first."""
    return shown(KEY, str(SUBJECT), len(people), lambda: _drawn(people, asked))


def _drawn(people: Sequence[Practised], asked: Asked) -> Figure:
    order = sorted(people, key=lambda one: (one.minutes, one.code))
    under = sum(one.minutes * 2 < asked.minutes for one in people)
    done = sum(one.minutes >= asked.minutes for one in people)
    need = whole(asked.minutes)
    rows = [_bar(one, asked.minutes, need) for one in order]
    told = {"done": done, "of": len(people), "need": need, "under": under}
    said = Said(
        title=_title(under, asked),
        sentence=_("%(done)d of %(of)d people have the %(need)s hours of practice. %(under)d have less than half.") % told,
        columns=(_("Code"), _("Confirmed hours"), _("Needed")),
        note=_("Needed for: %(scheme)s. People on a break or certified are left out.") % {"scheme": asked.scheme},
    )
    return bars(KEY, said, rows, Need(asked.minutes, _("%(need)s hours needed") % {"need": need}))


def _title(under: int, asked: Asked) -> str:
    if not under:
        return _("Practice hours: everybody has half or more")
    words = ngettext("Practice hours: %(n)d learner under half", "Practice hours: %(n)d learners under half", under) % {"n": under}
    if asked.weeks_left is None:
        return words
    left = ngettext("with %(n)d week left", "with %(n)d weeks left", asked.weeks_left) % {"n": asked.weeks_left}
    return f"{words} {left}"


def _bar(one: Practised, needed: int, need: str) -> Bar:
    have = whole(one.minutes)
    words = _("%(have)s of %(need)s") % {"have": have, "need": need}
    return Bar(one.code, one.minutes, have, words, one.minutes * 2 < needed, cells=(round(one.minutes / 60, 1), round(needed / 60, 1)))


def whole(minutes: int) -> str:
    """Hours, in whole ones: what is drawn. The table has tenths."""
    return str(minutes // 60)


def draw(scope: Scope) -> Figure:
    found = asked_for(PracticeMinutes)
    if not found:
        return nothing_yet(KEY, str(SUBJECT), _("No scheme in force asks for hours of practice."))
    asked, scheme = found[0]
    ends_on = scope.cohort.ends_on if scope.cohort else None
    return figure(practised(scope, asked), Asked(asked.minutes, scheme, weeks_left(ends_on, scope.on)))
