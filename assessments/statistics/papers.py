"""How a whole paper did: mean, spread, and how far another paper of the same kind would have said the same of the same people."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from assessments.statistics.items import FIRM, FLOOR
from assessments.statistics.moments import Moments

Over = Literal["questions", "places"]


@dataclass(frozen=True)
class Papers:
    """`mean` and `deviation` in points. `alpha` None: see `Reliability`. `error`: the standard error of measurement, in points."""

    people: int
    mean: Fraction
    deviation: float
    minutes: int | None = None
    alpha: float | None = None
    error: float | None = None
    over: Over = "questions"


def papers_of(totals: Moments, parts: Sequence[Moments], over: Over, minutes: int | None = None) -> Papers | None:
    """`totals`: the points of each paper; `parts`: those of each question, or of each place. None for fewer than FLOOR people."""
    if totals.n < FLOOR:
        return None
    found = alpha([part.variance for part in parts], totals.variance) if totals.n >= FIRM else None
    error = None if found is None else totals.deviation * sqrt(max(Fraction(0), 1 - found))
    return Papers(totals.n, totals.mean, totals.deviation, minutes, None if found is None else float(found), error, over)


def alpha(variances: Sequence[Fraction], of_totals: Fraction) -> Fraction | None:
    """Cronbach's alpha: k/(k - 1) × (1 - Σ variances of the parts / variance of the sums), exactly. At most 1; below 0 is possible.

    Where everybody met the same questions, the parts are the questions. Where each paper was drawn, no two people need have met the
    same ones, so the parts are the places on the paper, as in Moodle's "coefficient of internal consistency": the section that a place
    draws from is the same for everybody. It then also counts as error that some drew harder questions, as it is for them.
    None where there is one part only, or all papers came to the same.
    """
    k = len(variances)
    if k < 2 or not of_totals:
        return None
    return Fraction(k, k - 1) * (1 - sum(variances, Fraction(0)) / of_totals)
