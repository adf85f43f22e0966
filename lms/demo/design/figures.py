"""A figure of every form with invented numbers, for /design/."""

from django.utils.translation import gettext as _

from lms.core.charts import (
    Bar,
    Column,
    DotRow,
    Estimate,
    Figure,
    HeatRow,
    Need,
    Part,
    Said,
    Stack,
    Step,
    Thing,
    Week,
    bars,
    columns,
    dots,
    flow,
    funnel,
    heat,
    intervals,
    nothing_yet,
    shown,
    stacks,
)
from lms.core.charts.flow import Big
from lms.core.charts.intervals import enough

CODES = ("R-4417", "R-2093", "R-7751", "R-1180", "R-6628")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")


def figures() -> dict[str, Figure]:
    """Form -> figure; "withheld" and "nothing" for what is not drawn."""
    made = [_bars(), _stacks(), _columns(), _dots(), _heat(), _flow(), _funnel(), _intervals()]
    return {figure.form: figure for figure in made} | {
        "withheld": shown("withheld", _("Practice hours"), 4, _bars),
        "nothing": nothing_yet("nothing", _("Supervision"), _("Nobody has met yet.")),
    }


def _bars() -> Figure:
    hours = (14, 28, 42, 55, 61)
    words = Said(_("Two learners are under half"), _("Practice hours of five learners; two have under 30 of 60."), (_("Who"), _("Hours")))
    rows = [Bar(code, n, str(n), _("%(n)s of 60") % {"n": n}, n < 30, (n,)) for code, n in zip(CODES, hours, strict=True)]
    return bars("f-bars", words, rows, Need(60, _("60 hours needed")))


def _stacks() -> Figure:
    parts = [Part(_("Learning")), Part(_("Waiting on us")), Part(_("Ready")), Part(_("On a break"), "hatch")]
    words = Said(_("4 ready, 3 waiting on us"), _("Two cohorts by stage."), (_("Cohort"), *(part.label for part in parts)))
    return stacks("f-stacks", words, parts, [Stack(_("Spring"), (9, 3, 4, 1)), Stack(_("Autumn"), (14, 0, 0, 2))])


def _columns() -> Figure:
    parts = [Part(_("Renewed")), Part(_("In the window")), Part(_("Not started"))]
    words = Said(
        _("April is the pinch point (14)"),
        _("Certificates that end in the next months."),
        (_("Month"), *(p.label for p in parts), _("Together")),
    )
    counts = ((2, 1, 0), (1, 2, 2), (0, 3, 4), (0, 2, 12), (0, 0, 5), (0, 0, 3))
    return columns("f-columns", words, parts, [Column(month, month, each) for month, each in zip(MONTHS, counts, strict=True)])


def _dots() -> Figure:
    weeks = tuple(f"{n}" for n in range(1, 13))
    names = {"yes": _("met"), "waiting": _("not confirmed"), "no": _("no session")}
    words = Said(_("One learner was not seen for six weeks"), _("Supervision over twelve weeks."), (_("Who"), *weeks, _("Last seen")))
    rows = [
        DotRow(CODES[0], ("yes", "no") * 3 + ("no",) * 6, _("7 weeks ago"), True),
        DotRow(CODES[1], ("no", "yes", "no") * 4, _("last week")),
        DotRow(CODES[2], ("yes",) * 11 + ("waiting",), _("this week")),
    ]
    return dots("f-dots", words, weeks, rows, names)


def _heat() -> Figure:
    things = [Thing(_("Ending"), _("Endings")), Thing(_("Risk"), _("Talking about risk")), Thing(_("Listen"), _("Listening"))]
    marks = ("0", "1", "2", "3", "4")
    words = Said(_("Where the cohort needs teaching: endings"), _("Five learners by three competencies."), (_("Who"),))
    levels = ((0, 2, 4), (1, 1, 4), (0, 3, 3), (2, 4, 4), (1, 0, 2))
    return heat("f-heat", words, things, [HeatRow(code, each) for code, each in zip(CODES, levels, strict=True)], marks)


def _flow() -> Figure:
    words = Said(
        _("Feedback takes 4 days; promised 7"),
        _("Days to feedback by week."),
        (_("Week"), _("Half within"), _("Nine in ten within"), _("Pieces")),
    )
    weeks = [Week(str(n), a, b, c) for n, a, b, c in ((1, 5, 9, 12), (2, 4, 8, 15), (3, None, None, 1), (4, 4, 6, 11), (5, 3, 7, 14))]
    big = [Big("4", _("days until half have feedback")), Big("7", _("days until nine in ten have it"))]
    return flow("f-flow", words, weeks, (_("half"), _("nine in ten")), (7, _("promised: 7")), big)


def _funnel() -> Figure:
    words = Said(
        _("Most pauses happen after “Boundaries”"), _("Learners who reached each step."), (_("Step"), _("Reached"), _("Stopped here"))
    )
    steps = ((_("Welcome"), 24), (_("Listening"), 23), (_("Boundaries"), 22), (_("Endings"), 14), (_("Test"), 13))
    return funnel("f-funnel", words, [Step(label, people) for label, people in steps])


def _intervals() -> Figure:
    words = Said(
        _("“Endings” needs a talk between assessors"),
        _("How often two assessors agreed."),
        (_("Criterion"), _("Agreed"), _("Of"), _("Per cent"), _("From"), _("To")),
    )
    return intervals(
        "f-intervals", words, enough([Estimate(_("Listening"), 38, 40), Estimate(_("Risk"), 31, 36), Estimate(_("Endings"), 17, 30)], 20)
    )
