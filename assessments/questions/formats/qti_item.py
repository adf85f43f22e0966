"""One QTI question of any version, as the fitting modules see it: what is asked, and a judge that plays the file's own rules.

Both readers (1.2 and 2.x/3.0) give an `Item`. The fitting asks the judge what answers earn and which feedback they show, proposes a
definition, and keeps it only when our own marking gives the same points. So a rule is never guessed from its looks alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.html import Piece
from assessments.questions.words import say as _

Answer = tuple[str, ...]  # identifiers, or the one text that was typed; () is left open
Answers = Mapping[str, Answer]
Shape = Literal["one", "many", "order", "pairs", "text", "number", "essay", "file"]

MOST_PLAYED = 1_000_000  # rules, for one item
NOTHING_SAID = Piece("", "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer earns in the file's own scale, and the feedback that it shows."""

    score: Fraction
    shown: frozenset[str] = frozenset()


Judge = Callable[[Answers], Verdict]


def remembered(play: Judge, length: int) -> Judge:
    """The same judge, asked once for each answer. `length`: how many rules it plays each time; one file must not keep us for hours.

    Raises Unsayable (the judge) when it was asked too much.
    """
    known: dict[tuple[tuple[str, Answer], ...], Verdict] = {}

    def judge(answers: Answers) -> Verdict:
        asked = tuple(answers.items())
        if asked not in known:
            if len(known) * length > MOST_PLAYED:
                raise Unsayable(_("Its rules are too long to be understood here."))
            known[asked] = play(answers)
        return known[asked]

    return judge


@dataclass(frozen=True, slots=True)
class Line:
    """Something to choose, by the file's own identifier."""

    name: str
    words: Piece


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that a rule compares with what is typed. `name`: what the file calls this answer."""

    text: str
    case: bool = False
    exact: bool = False
    pattern: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers that a rule takes, with their ends as the file writes them; None is no end. `fields`: how a definition says it."""

    low: Fraction | None
    high: Fraction | None
    fields: Mapping[str, Any]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to answer. `rows` only for pairs (an answer names each as "row line"); `correct` is what the file calls right, `weights`
    what it says that lines are worth, where the bounds of a score may hide it."""

    name: str
    shape: Shape
    lines: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()
    correct: tuple[str, ...] = ()
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    typed: tuple[Typed, ...] = ()
    spans: tuple[Span, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """`text`: the words around several boxes, each box as [[number]] from 1. `most`: the highest score, when the file names one.

    `named`: feedback that is known by its name alone, as "why", "whole", "part" or "none"; `parts`: the same for lines. `hints`: what our
    own writer left for us.
    """

    stem: Piece
    boxes: tuple[Box, ...]
    judge: Judge
    text: Piece = NOTHING_SAID
    most: Fraction | None = None
    feedback: Mapping[str, Piece] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, Any] = field(default_factory=dict)
    is_truth: bool = False
    notes: tuple[str, ...] = ()
