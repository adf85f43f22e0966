"""How long people wait for feedback, week by week, and how old the queue is: are we fast and fair?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Judgement, Submission
from assessments.queries.portfolio import USUAL_DAYS
from lms.core import clock
from lms.core.charts import Figure, Said, Week, flow, nothing_yet, shown
from lms.core.charts.flow import Big, percentile

from .scope import Scope
from .supervision import weeks_until

KEY = "marking"
SUBJECT = gettext_lazy("Time until feedback")
LEAST_PIECES = 5  # a point that rests on fewer says nothing, and might say it of one person
SPAN = 4  # weeks behind one point
STEADY = 0.5  # days


@dataclass(frozen=True)
class Marked:
    """One judgement: the day it was given, and the days since the piece was sent. `person` only to count people."""

    on: date
    days: float
    person: int


@dataclass(frozen=True)
class Queue:
    """What waits: how many pieces, and the days that the oldest has waited."""

    pieces: int
    oldest: int


def days_between(sent_at: datetime, read_at: datetime) -> float:
    return max((read_at - sent_at).total_seconds() / 86400, 0.0)


def marked(scope: Scope) -> list[Marked]:
    """Judgements of the last twelve weeks and of the weeks behind their first point; one statement."""
    rows, since = scope.rows_of(seat.person for seat in scope.seats), weeks_until(scope.on)[0] - timedelta(weeks=SPAN)
    judged = Judgement.objects.filter(person__in=rows, judged_on__gte=since, judged_on__lte=scope.on)
    fields = ("judged_on", "round__submitted_at", "recorded_at", "person_id")
    return [Marked(on, days_between(sent, read), rows[person]) for on, sent, read, person in judged.values_list(*fields)]


def queue(scope: Scope, now: datetime) -> Queue:
    """Pieces that wait, from the day of their newest round; one statement."""
    rows = scope.rows_of(seat.person for seat in scope.seats)
    waiting = Submission.objects.waiting().filter(person__in=rows).order_by()
    sent = [at for at in waiting.values("pk").annotate(sent=Max("rounds__submitted_at")).values_list("sent", flat=True) if at]
    return Queue(len(sent), int(days_between(min(sent), now)) if sent else 0)


def figure(found: Sequence[Marked], waits: Queue, today: date) -> Figure:
    return shown(KEY, str(SUBJECT), len({one.person for one in found}), lambda: _drawn(found, waits, today))


def points(found: Sequence[Marked], today: date) -> list[Week]:
    """Each week with the four weeks up to its end; nothing where that is too little."""
    weeks = []
    for begin in weeks_until(today):
        until, since = begin + timedelta(days=7), begin - timedelta(weeks=SPAN - 1)
        days = [one.days for one in found if since <= one.on < until]
        enough = len(days) >= LEAST_PIECES
        middle, most = (round(percentile(days, share), 1) for share in (0.5, 0.9)) if enough else (None, None)
        weeks.append(Week(date_format(begin, "j M"), middle, most, len(days) if enough else None))
    return weeks


def _drawn(found: Sequence[Marked], waits: Queue, today: date) -> Figure:
    weeks = points(found, today)
    known = [week for week in weeks if week.median is not None and week.most is not None]
    if not known or known[-1] not in weeks[-SPAN:]:
        return nothing_yet(KEY, str(SUBJECT), _("Too few pieces were read in the last weeks to say anything."))
    median, most = known[-1].median or 0.0, known[-1].most or 0.0
    told = {"median": said_days(median), "most": said_days(most)}
    said = Said(
        title=_title(median),
        sentence=_("Half of the pieces had feedback within %(median)s days, nine in ten within %(most)s.") % told + f" {_trend(known)}",
        columns=(_("Week from"), _("Half within (days)"), _("Nine in ten within (days)"), _("Pieces")),
        note=_("Each point stands for the four weeks up to it. Fewer than five pieces are not shown."),
    )
    numbers = [
        Big(said_days(median), _("days for half of the pieces")),
        Big(said_days(most), _("days for nine in ten")),
        Big(str(waits.pieces), _waiting(waits)),
    ]
    return flow(KEY, said, weeks, (_("half"), _("nine in ten")), (float(USUAL_DAYS), _("promised")), numbers)


def _title(median: float) -> str:
    told = {"median": said_days(median), "promised": USUAL_DAYS}
    words = ngettext(
        "Feedback takes %(median)s day; promised %(promised)d", "Feedback takes %(median)s days; promised %(promised)d", _plural(median)
    )
    return words % told


def _plural(days: float) -> int:
    """1 only for exactly one: "1.5 days", "0 days"."""
    return 1 if days == 1 else 2


def said_days(days: float) -> str:
    return f"{days:g}"


def _waiting(waits: Queue) -> str:
    if not waits.pieces:
        return _("pieces wait")
    words = ngettext("the oldest for %(n)d day", "the oldest for %(n)d days", waits.oldest) % {"n": waits.oldest}
    return ngettext("piece waits", "pieces wait", waits.pieces) + f", {words}"


def _trend(known: Sequence[Week]) -> str:
    """The newest point beside the oldest."""
    change = (known[-1].median or 0.0) - (known[0].median or 0.0)
    if abs(change) <= STEADY:
        return _("That is about the same as before.")
    return _("That is quicker than before.") if change < 0 else _("That is slower than before.")


def draw(scope: Scope) -> Figure:
    return figure(marked(scope), queue(scope, clock.now()), scope.on)
