"""How the questions of a test did, as a drawing with its finding, its table and its list."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.queries.item_statistics import QuestionFigures, QuizFigures
from assessments.statistics import FLOOR, Item, percent
from lms.core.charts import Bar, Figure, Said, bars, nothing_yet, shown

KEY = "questions"
SUBJECT = gettext_lazy("How the questions did")


def figure(figures: QuizFigures) -> Figure:
    """Withheld for fewer than ten people, like every figure that editors see of people whom they do not know (ux.md 5.6)."""
    people = figures.papers.people if figures.papers else 0
    return shown(KEY, str(SUBJECT), people, lambda: _drawn(figures, people), least=FLOOR)


def _drawn(figures: QuizFigures, people: int) -> Figure:
    rows = figures.known
    if not rows:
        return nothing_yet(KEY, str(SUBJECT), _("No question has been met by ten people yet."))
    counted = {"people": people, "n": len(rows)}
    sentence = ngettext(
        "%(n)d question, met by %(people)d people in their first try.",
        "%(n)d questions, met by %(people)d people in their first try.",
        len(rows),
    )
    said = Said(title(len(figures.to_rewrite), len(figures.questions)), sentence % counted, columns(), note())
    return bars(KEY, said, [_bar(each, each.item) for each in rows if each.item], whole=1.0)


def title(flagged: int, of: int) -> str:
    if not flagged:
        return _("No question needs another look")
    says = ngettext("%(n)d of %(of)d questions needs another look", "%(n)d of %(of)d questions need another look", flagged)
    return says % {"n": flagged, "of": of}


def columns() -> tuple[str, ...]:
    return (
        _("Question"),
        _("Version"),
        _("People"),
        _("Points in 100"),
        _("Spread in 100"),
        _("Discrimination"),
        _("Upper third in 100"),
        _("Lower third in 100"),
        _("Seconds, median"),
        _("Why another look"),
    )


def note() -> str:
    return _(
        "Each bar is the share of the points that people had. Hatched: on the list of questions to rewrite. Discrimination is how far "
        "those who did well on the rest also did well here, from -1 to 1; it needs thirty people."
    )


def _bar(each: QuestionFigures, item: Item) -> Bar:
    share = percent(item.facility)
    cells = (
        each.version.number,
        item.people,
        share,
        round(item.deviation * 100),
        None if item.discrimination is None else round(item.discrimination, 2),
        None if item.upper is None else percent(item.upper),
        None if item.lower is None else percent(item.lower),
        item.seconds,
        " ".join(reason.says for reason in each.reasons),
    )
    words = _("%(share)d %% of %(people)d") % {"share": share, "people": item.people}
    return Bar(each.stem, float(item.facility), f"{share} %", words, each.is_to_rewrite, cells)
