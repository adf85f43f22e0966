"""Answers to try on the rules of a box: enough of them that a rule which only looks like one of ours is found out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti_item import Answer, Box, Span, Typed
from assessments.questions.formats.qti_points import plain_number
from assessments.questions.short_text import fits
from assessments.questions.words import say as _

NOBODY_TYPES = "qzx jjw"  # fits no accepted answer that is not a catch-all
FEW = 12
SEED = 7  # the same trials for the same file, always


@dataclass(frozen=True, slots=True)
class Trial:
    """`parts`: names of the lines that it chooses, of the rows that it answers, or places of accepted answers ("0", "1", ...)."""

    answer: Answer
    parts: frozenset[str] = frozenset()


def trials(box: Box) -> list[Trial]:
    return list(WAYS[box.shape](box)) if box.shape in WAYS else []


def one_trials(box: Box) -> Iterator[Trial]:
    for line in box.lines:
        yield Trial((line.name,), frozenset({line.name}))


def many_trials(box: Box) -> Iterator[Trial]:
    names = [line.name for line in box.lines]
    right = set(box.correct)
    dice = Random(SEED)  # noqa: S311 - nothing is secret
    wanted = [{name} for name in names] + [right, set(names)]
    wanted += [right - {name} for name in box.correct] + [right | {name} for name in names if name not in right]
    wanted += [{name for name in names if dice.random() < 1 / 2} for _time in range(FEW)]
    for chosen in dict.fromkeys(frozenset(some) for some in wanted if some):
        yield Trial(tuple(name for name in names if name in chosen), chosen)


def order_trials(box: Box) -> Iterator[Trial]:
    right = list(box.correct)
    if sorted(right) != sorted(line.name for line in box.lines):
        raise Unsayable(_("It does not say in which order its lines belong."))
    wanted = [right, right[::-1], *(right[turn:] + right[:turn] for turn in range(1, min(len(right), FEW)))]
    for place, (first, second) in enumerate(pairwise(right[: FEW + 1])):
        wanted.append([*right[:place], second, first, *right[place + 2 :]])
    dice = Random(SEED)  # noqa: S311 - nothing is secret
    wanted += [dice.sample(right, len(right)) for _time in range(FEW)]
    for order in dict.fromkeys(map(tuple, wanted)):
        yield Trial(order)


def pair_trials(box: Box) -> Iterator[Trial]:
    """Pairs are "row line". Each right one alone, all, each row wrong, and some by chance."""
    choices = [line.name for line in box.lines]
    right = dict(pair.split(" ", 1) for pair in box.correct)
    wanted: list[dict[str, str]] = [{row: choice} for row, choice in right.items()] + [right]
    for row, choice in right.items():
        other = choices[(choices.index(choice) + 1) % len(choices)]
        wanted += [{row: other}, {**right, row: other}]
    dice = Random(SEED)  # noqa: S311 - nothing is secret
    wanted += [{row: dice.choice(choices) for row in right} for _time in range(FEW)]
    for pairs in wanted:
        yield Trial(tuple(f"{row} {choice}" for row, choice in pairs.items()), frozenset(pairs))


def text_trials(box: Box) -> Iterator[Trial]:
    """Something that each accepted answer takes, and something that nobody types. The first answer that fits is the one that counts."""
    for text in [*map(sample, box.typed), NOBODY_TYPES]:
        place = next((place for place, typed in enumerate(box.typed) if takes(typed, text)), None)
        yield Trial((text,), frozenset() if place is None else frozenset({str(place)}))


def takes(typed: Typed, text: str) -> bool:
    return fits({"text": typed.text, "case": typed.case, "exact": typed.exact, "pattern": typed.pattern}, text)


def sample(typed: Typed) -> str:
    """Something that this accepted answer takes."""
    if not typed.pattern:
        return typed.text
    filled = typed.text.replace("\\*", "\0").replace("*", NOBODY_TYPES).replace("\0", "*")
    return filled.strip()


def number_trials(box: Box) -> Iterator[Trial]:
    """The ends of all spans, the middles between them, and a number beyond each end."""
    for value in points(box.spans):
        place = first_span(box.spans, value)
        yield Trial((plain_number(value),), frozenset() if place is None else frozenset({str(place)}))


def points(spans: Sequence[Span]) -> list[Fraction]:
    ends = sorted({end for span in spans for end in (span.low, span.high) if end is not None})
    if not ends:
        return [Fraction(7)]
    middles = [(low + high) / 2 for low, high in pairwise(ends)]
    return sorted({*ends, *middles, ends[0] - 1, ends[-1] + 1})


def first_span(spans: Sequence[Span], value: Fraction) -> int | None:
    """The place of the first span that holds a number."""
    return next((place for place, span in enumerate(spans) if holds(span, value)), None)


def holds(span: Span, value: Fraction) -> bool:
    return (span.low is None or span.low <= value) and (span.high is None or value <= span.high)


WAYS = {
    "one": one_trials,
    "many": many_trials,
    "order": order_trials,
    "pairs": pair_trials,
    "text": text_trials,
    "number": number_trials,
}
