"""Gaps as Canvas writes them: [name] in the text, and a response_lid "response_name" whose labels are choices or accepted texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape
from xml.etree.ElementTree import Element

from assessments.questions.formats.qti12_boxes import Asks, Words, chosen_box, lines_of
from assessments.questions.formats.qti12_words import BOX, defused
from assessments.questions.formats.qti_item import Answer, Answers, Box, Judge, Typed, Verdict
from assessments.questions.texts import plain

CANVAS_GAPS = frozenset({"fill_in_multiple_blanks_question", "multiple_dropdowns_question"})
PREFIX = "response_"
CHOSEN = frozenset({"dropdown", "wordbank"})
CONTAINS = "TextContainsAnswer"


def gap_boxes(asked: Asks, words: Words) -> tuple[Box, ...]:
    return tuple(gap_box(asked, node, words) for node in asked.nodes)


def gap_box(asked: Asks, node: Element, words: Words) -> Box:
    name = node.get("ident", "")
    if not is_typed(asked, node):
        return chosen_box(asked, node, name, words)
    typed: dict[str, Typed] = {}
    for label, line in zip(node.iter("response_label"), lines_of(node, words), strict=True):
        text, is_part = line.words.line, label.get("scoring_algorithm") == CONTAINS
        if text:
            typed.setdefault(plain(text), Typed(f"*{text}*" if is_part else text, pattern=is_part, name=line.name))
    return Box(name, "text", typed=tuple(typed.values()))


def is_typed(asked: Asks, node: Element) -> bool:
    kinds = {label.get("answer_type", "") for label in node.iter("response_label")}
    return asked.kind == "fill_in_multiple_blanks_question" and not kinds & CHOSEN


def gap_html(html: str, boxes: Sequence[Box]) -> str:
    """The text with a mark in place of each [name]; a gap that the text does not name comes at the end."""
    html = defused(html)
    for place, box in enumerate(boxes, start=1):
        name = f"[{escape(box.name.removeprefix(PREFIX), quote=False)}]"
        html = html.replace(name, BOX.format(place), 1) if name in html else f"{html} {BOX.format(place)}"
    return html


def typed_judge(judge: Judge, boxes: Sequence[Box]) -> Judge:
    """The rules name identifiers of labels where people type. Canvas scores one label of a gap and means all of them."""
    known = {box.name: Labels(judge, box) for box in boxes if box.shape == "text"}

    def judged(answers: Answers) -> Verdict:
        named: dict[str, Answer] = dict(answers)
        more = Fraction(0)
        for name, labels in known.items():
            if name in answers:
                named[name] = labels.fitting(answers[name])
                more += labels.missing(named[name])
        verdict = judge(named)
        return Verdict(verdict.score + more, verdict.shown)

    return judged


class Labels:
    """The accepted texts of one gap. `best`: what the one that scores most earns."""

    def __init__(self, judge: Judge, box: Box) -> None:
        self.judge, self.name, self.typed = judge, box.name, box.typed
        self.earned: Mapping[str, Fraction] = {typed.name: judge({box.name: (typed.name,)}).score for typed in box.typed}
        self.best = max(self.earned.values(), default=Fraction(0))

    def fitting(self, given: Answer) -> Answer:
        """The identifier of the first label that is like what was typed."""
        fits = (typed.name for typed in self.typed if plain(typed.text.strip("*") if typed.pattern else typed.text) in map(plain, given))
        contains = (
            typed.name for typed in self.typed if typed.pattern and any(plain(typed.text.strip("*")) in plain(one) for one in given)
        )
        found = next(fits, None) or next(contains, None)
        return (found,) if found else ()

    def missing(self, given: Answer) -> Fraction:
        return self.best - self.earned[given[0]] if given else Fraction(0)
