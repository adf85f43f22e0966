"""Which questions to rewrite, and why, in words for whoever wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assessments.questions.words import say as _
from assessments.statistics.items import Item, Use

# Usual bounds of classical item analysis. Nearly everybody right tells nothing about anybody; below a third is near to guessing. Ebel
# (Essentials of Educational Measurement, 1972) has items rewritten below 0.2, and those for mastery lie lower: we begin at 0.1.
TOO_EASY = Fraction(95, 100)
TOO_HARD = Fraction(30, 100)
TELLS_APART = 0.1


@dataclass(frozen=True)
class Reason:
    """`code` for programs, `says` for people; `part` is the id of the line it is about."""

    code: str
    says: str
    part: str = ""


def why_rewrite(item: Item) -> list[Reason]:
    """The reasons that there are, the gravest first; [] is a question that may stay."""
    return [reason for rule in (_misleads, _tells_nobody_apart, _too_hard, _too_easy, _never_chosen) for reason in rule(item)]


def percent(share: Fraction) -> int:
    """For people, to the nearest whole number; never up to 100 or down to 0 when it is not quite."""
    whole = round(share * 100)
    if whole in (0, 100) and share not in (0, 1):
        return 1 if whole == 0 else 99
    return whole


def _misleads(item: Item) -> Iterator[Reason]:
    """A line that does not fit, chosen by those who did best on the rest more often than the one that fits: perhaps the key is wrong."""
    keys = [use.upper for use in item.uses if use.line.fits and use.upper is not None]
    for use in _distractors(item):
        if keys and use.upper is not None and use.upper > max(keys):
            says = _("Those who did best on the rest chose “{line}” more often than the line that fits. Is the key right?")
            yield Reason("misleads", says.format(line=use.line.words), use.line.id)


def _tells_nobody_apart(item: Item) -> Iterator[Reason]:
    if item.discrimination is None or item.discrimination >= TELLS_APART:
        return
    if item.discrimination < 0:
        yield Reason("backwards", _("Those who did well on the rest did less well here. It may ask something else, or be unclear."))
    else:
        yield Reason("not_apart", _("Those who did well on the rest did hardly better here. It does not yet tell people apart."))


def _too_hard(item: Item) -> Iterator[Reason]:
    if item.facility < TOO_HARD:
        says = _("Hard: people had {percent} % of the points. Is it taught, and is it clear?")
        yield Reason("too_hard", says.format(percent=percent(item.facility)))


def _too_easy(item: Item) -> Iterator[Reason]:
    if item.facility > TOO_EASY:
        says = _("Easy: people had {percent} % of the points. It tells little about anybody.")
        yield Reason("too_easy", says.format(percent=percent(item.facility)))


def _never_chosen(item: Item) -> Iterator[Reason]:
    for use in _distractors(item):
        if not use.people and use.upper is not None:  # of so few people, nobody need have
            yield Reason("never_chosen", _("Nobody chose “{line}”.").format(line=use.line.words), use.line.id)


def _distractors(item: Item) -> Iterator[Use]:
    return (use for use in item.uses if use.line.is_offered and not use.line.fits)
