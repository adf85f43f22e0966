"""How one version of a question did: facility, spread, discrimination, and who chose which line.

The definitions are those of classical test theory as Moodle documents them ("Quiz statistics calculations",
docs.moodle.org/dev/Quiz_statistics_calculations), in shares of a point instead of per cent:

* *facility*: the mean of the points, 0 to 1.
* *deviation*: the standard deviation of the points, over n - 1.
* *discrimination*: the correlation of the points with those of the rest of the paper. The question itself is left out of the rest
  (corrected item-rest correlation): otherwise a short paper would make every question look good. Moodle's "discrimination index" is
  100 times this. Its "discriminative efficiency" is not given: one such figure is enough to act on.
* *upper* and *lower*: the facility among the third of people who did best, and least well, on the rest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.statistics.lines import ItemLine
from assessments.statistics.moments import Moments, median
from assessments.statistics.thirds import THIRD, Weights, lower, upper, weighed

FLOOR = 10  # people: of fewer no number is given, so that nobody's answers can be read off (ux.md 5.6, as for "where people stop")
# Below this a correlation is mostly chance (its standard error near nothing is 1/√(n - 1): 0.33 for ten, 0.19 for thirty), and a third
# would be less than ten people.
FIRM = 30


@dataclass(frozen=True)
class Cell:
    """So many people had these points for the question and that share of all other points on their paper; and what they answered.

    `rest` is None on a paper of one question. `picked` holds ids of lines, () for an answer left open or not counted by line.
    `is_kept`: False once the answer itself was forgotten and only its points are left.
    """

    points: Fraction
    rest: Fraction | None
    people: int = 1
    picked: tuple[str, ...] = ()
    is_kept: bool = True


@dataclass(frozen=True)
class Use:
    """How often a line was chosen, as a share of those whose answers are kept: of all, and of both thirds once they are large enough."""

    line: ItemLine
    people: int
    share: Fraction
    upper: Fraction | None = None
    lower: Fraction | None = None


@dataclass(frozen=True)
class Item:
    """The figures of one version. `discrimination` and the thirds are None for fewer than FIRM people, and where all had the same.

    `seconds` is the median time before the answer was saved for the last time, since the save before it on the paper.
    """

    people: int
    facility: Fraction
    deviation: float
    discrimination: float | None = None
    upper: Fraction | None = None
    lower: Fraction | None = None
    uses: tuple[Use, ...] = ()
    seconds: int | None = None


@dataclass
class Tally:
    """Everything that is counted about one version while its cells go by. As large as there are different scores, not people."""

    lines: Sequence[ItemLine] = ()
    people: int = 0
    all: Moments = field(default_factory=Moments)
    beside: Moments = field(default_factory=Moments)
    rests: Counter[Fraction] = field(default_factory=Counter)
    points: dict[Fraction, Fraction] = field(default_factory=dict)
    kept: Counter[Fraction] = field(default_factory=Counter)
    kept_people: int = 0
    picks: dict[str, Counter[Fraction]] = field(default_factory=dict)
    seconds: Counter[int] = field(default_factory=Counter)

    def add(self, cell: Cell) -> None:
        self.people += cell.people
        self.all.add(cell.points, times=cell.people)
        rest = Fraction(0) if cell.rest is None else cell.rest
        if cell.rest is not None:
            self.beside.add(cell.points, rest, cell.people)
            self.rests[rest] += cell.people
            self.points[rest] = self.points.get(rest, Fraction(0)) + cell.points * cell.people
        if cell.is_kept:
            self.kept_people += cell.people
            self.kept[rest] += cell.people
            for name in cell.picked:
                self.picks.setdefault(name, Counter())[rest] += cell.people

    def add_seconds(self, seconds: int, people: int = 1) -> None:
        self.seconds[seconds] += people


def item_of(tally: Tally) -> Item | None:
    """The figures, or None for fewer than FLOOR people: then they are not even worked out."""
    if tally.people < FLOOR:
        return None
    is_firm = tally.beside.n >= FIRM
    return Item(
        people=tally.people,
        facility=tally.all.mean,
        deviation=tally.all.deviation,
        discrimination=tally.beside.correlation if is_firm else None,
        upper=_facility(tally, upper(tally.rests)) if is_firm else None,
        lower=_facility(tally, lower(tally.rests)) if is_firm else None,
        uses=uses_of(tally),
        seconds=median(tally.seconds) if tally.seconds.total() >= FLOOR else None,
    )


def _facility(tally: Tally, parts: Weights) -> Fraction:
    return weighed(tally.points, parts) / (THIRD * tally.rests.total())


def uses_of(tally: Tally) -> tuple[Use, ...]:
    """A line for each that was written, chosen or not; () while too few answers are kept."""
    if tally.kept_people < FLOOR:
        return ()
    is_firm = tally.kept_people >= FIRM
    above, below = (upper(tally.kept), lower(tally.kept)) if is_firm else (None, None)
    return tuple(
        Use(
            line,
            people=(chosen := tally.picks.get(line.id, Counter())).total(),
            share=Fraction(chosen.total(), tally.kept_people),
            upper=_share(tally, chosen, above),
            lower=_share(tally, chosen, below),
        )
        for line in tally.lines
    )


def _share(tally: Tally, chosen: Counter[Fraction], parts: Weights | None) -> Fraction | None:
    return None if parts is None else weighed(chosen, parts) / (THIRD * tally.kept_people)
