"""Several boxes in one text: gaps, each marked by itself. The file's points must be the sum of what the gaps earn."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from assessments.questions.cloze import earned
from assessments.questions.cloze_checks import MOST_SHARE, is_share
from assessments.questions.contract import NOTHING_VOID
from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.html import Piece
from assessments.questions.formats.qti_feedback import Heard, Said, outcome, placed
from assessments.questions.formats.qti_item import Answers, Item
from assessments.questions.formats.qti_points import ids_for
from assessments.questions.formats.qti_proposals import Asked, Fields, Proposal, agree, fitted
from assessments.questions.formats.qti_trials import FEW, SEED, Trial, trials
from assessments.questions.words import say as _

CANVAS_PREFIX = "response_"
ROUNDED = Fraction(1, 1000)  # exporters write thirds as 33.33, 33.33 and 33.34
GAP_SHAPES = frozenset({"one", "many", "text", "number"})


@dataclass(frozen=True, slots=True)
class Gap:
    asked: Asked
    trials: tuple[Trial, ...]
    best: Trial
    id: str


def cloze(item: Item) -> tuple[Fields, Said]:
    """The fields of a cloze but its stem. Raises Unsayable."""
    if any(box.shape not in GAP_SHAPES for box in item.boxes):
        raise Unsayable(_("It asks for several things at once that cannot stand in one text with gaps."))
    if item.judge({}).score:
        raise Unsayable(_("It gives points for leaving gaps open."))
    gaps = gaps_of(item)
    whole = sum((gap.asked.scale for gap in gaps), Fraction(0))
    tries = list(combinations(item, gaps))
    said = placed(item, [heard(item, some, whole) for some in tries])
    shares = own_shares(gaps) or shares_of([gap.asked.scale for gap in gaps])
    proposals = [fitted(gap.asked, said_in(gap, said), gap.trials) for gap in gaps]
    fields = {
        "text": numbered(item.text, [gap.id for gap in gaps]),
        "gaps": [gap_fields(gap, proposal, share) for gap, proposal, share in zip(gaps, proposals, shares, strict=True)],
    }
    prove(item, gaps, proposals, fields, tries, whole)
    return fields, said


def gaps_of(item: Item) -> list[Gap]:
    names = ids_for([box.name.removeprefix(CANVAS_PREFIX) for box in item.boxes])
    found = []
    for box, name in zip(item.boxes, names, strict=True):
        tried = tuple(trials(box))
        hints = item.hints.get("gaps", {}).get(name, {})
        asked = Asked(item, box, Fraction(1), hints)
        best = max(tried, key=lambda trial: asked.worth(trial.answer), default=None)
        if best is None or asked.worth(best.answer) <= 0:
            raise Unsayable(_("One of its gaps earns nothing by itself."))
        found.append(Gap(replace(asked, scale=asked.worth(best.answer)), tried, best, name))
    return found


def combinations(item: Item, gaps: Sequence[Gap]) -> Iterator[Mapping[str, Trial]]:
    """Each trial alone, everything at its best, all but one, and some by chance."""
    for gap in gaps:
        for trial in gap.trials:
            yield {gap.asked.box.name: trial}
    best = {gap.asked.box.name: gap.best for gap in gaps}
    yield best
    for gap in gaps:
        yield {name: trial for name, trial in best.items() if name != gap.asked.box.name}
    dice = Random(SEED)  # noqa: S311 - nothing is secret
    for _time in range(FEW):
        yield {gap.asked.box.name: dice.choice(gap.trials) for gap in gaps}


def answers_of(some: Mapping[str, Trial]) -> Answers:
    return {name: trial.answer for name, trial in some.items()}


def heard(item: Item, some: Mapping[str, Trial], whole: Fraction) -> Heard:
    verdict = item.judge(answers_of(some))
    parts = frozenset(f"{name} {part}" for name, trial in some.items() for part in trial.parts)
    return Heard(parts, outcome(verdict.score / whole), verdict.shown)


def said_in(gap: Gap, said: Said) -> Said:
    """What is said about one gap, by the names of its own lines."""
    prefix = f"{gap.asked.box.name} "
    return Said(parts={part.removeprefix(prefix): words for part, words in said.parts.items() if part.startswith(prefix)})


def gap_fields(gap: Gap, proposal: Proposal, share: str) -> Fields:
    return {"id": gap.id, "kind": proposal.kind, **proposal.fields, **({"share": share} if share != "1" else {})}


def own_shares(gaps: Sequence[Gap]) -> list[str]:
    """As our own export names them, when the points of the file are in that proportion; otherwise []."""
    named = [gap.asked.hints.get("share") for gap in gaps]
    if not all(is_share(share) for share in named):
        return []
    units = {gap.asked.scale / int(str(share)) for gap, share in zip(gaps, named, strict=True)}
    return [str(share) for share in named] if len(units) == 1 else []


def shares_of(scales: Sequence[Fraction]) -> list[str]:
    """Whole numbers in the same proportion. What differs by a rounding (33.33, 33.33, 33.34) is alike."""
    if max(scales) - min(scales) <= max(scales) * ROUNDED:
        return ["1"] * len(scales)
    below = math.lcm(*(scale.denominator for scale in scales))
    whole = [int(scale * below) for scale in scales]
    shares = [number // math.gcd(*whole) for number in whole]
    if max(shares) > MOST_SHARE:
        raise Unsayable(_("Its gaps count so differently that whole numbers up to {most} cannot say it.").format(most=MOST_SHARE))
    return [str(share) for share in shares]


def numbered(text: Piece, names: Sequence[str]) -> Piece:
    """The text with the gaps under their own ids."""

    def named(words: str) -> str:
        return re.sub(r"\[\[(\d+)\]\]", lambda found: f"[[{names[int(found[1]) - 1]}]]", words)

    return replace(text, plain=named(text.plain), markdown=named(text.markdown))


def prove(
    item: Item, gaps: Sequence[Gap], proposals: Sequence[Proposal], fields: Fields, tries: Sequence[Mapping[str, Trial]], whole: Fraction
) -> None:
    """Raises Unsayable when the points of the gaps do not come to the points of the file."""
    ids = {gap.asked.box.name: (gap.id, proposal) for gap, proposal in zip(gaps, proposals, strict=True)}
    best = item.judge({gap.asked.box.name: gap.best.answer for gap in gaps}).score
    is_sum = abs(best - whole) <= whole * ROUNDED
    bare: dict[str, Any] = {"stem": "", "gaps": fields["gaps"], "text": fields["text"].plain}
    for some in tries:
        given = {ids[name][0]: ids[name][1].response(trial.answer) for name, trial in some.items()}
        points = earned(bare, given, NOTHING_VOID)
        if not is_sum or not agree(points, item.judge(answers_of(some)).score / whole, ROUNDED):
            raise Unsayable(_("Its points are not the sum of what its gaps earn."))
