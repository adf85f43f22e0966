"""The texts and numbers that the rules of a QTI 1.2 item compare typed answers with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.qti_item import Span, Typed
from assessments.questions.formats.qti_points import number, plain_number
from assessments.questions.formats.xml import text_of
from assessments.questions.texts import plain

NAMING = ("varequal", "varsubset")
FROM, TO = ("vargte", "vargt"), ("varlte", "varlt")


def positives(node: Element) -> Iterator[Element]:
    """Comparisons below a node that are not negated."""
    for child in node:
        if child.tag != "not":
            yield child
            yield from positives(child)


def asking(item: Element, box: str, *tags: str) -> list[Element]:
    """Comparisons with this box in the order of the rules; those of conditions that change the score first."""
    conditions = sorted(item.iter("respcondition"), key=lambda node: node.find("setvar") is None)
    return [node for condition in conditions for node in positives(condition) if node.tag in tags and node.get("respident", "") == box]


def typed_of(item: Element, box: str) -> tuple[Typed, ...]:
    """Texts that differ only in what our marking does not look at stand once."""
    found: dict[tuple[str, bool], Typed] = {}
    for node in asking(item, box, "varequal", "varsubstring"):
        text, case = text_of(node), node.get("case", "No").lower() == "yes"
        if not text:
            continue
        is_part = node.tag == "varsubstring"
        words = "*" + text.replace("*", "\\*") + "*" if is_part else text
        found.setdefault((plain(words, case=case), is_part), Typed(words, case=case, pattern=is_part))
    return tuple(found.values())


def spans_of(item: Element, box: str) -> tuple[Span, ...]:
    """One span for each condition that names numbers for the box: a value, a value with a margin, or a range."""
    found: dict[tuple[Fraction | None, Fraction | None], Span] = {}
    conditions = sorted(item.iter("respcondition"), key=lambda node: node.find("setvar") is None)
    for condition in conditions:
        nodes = [node for node in positives(condition) if node.get("respident", "") == box]
        for span in condition_spans(nodes):
            found.setdefault((span.low, span.high), span)
    return tuple(found.values())


def condition_spans(nodes: Sequence[Element]) -> Iterator[Span]:
    values = [value for node in nodes if node.tag == "varequal" and (value := number(text_of(node))) is not None]
    lows = [value for node in nodes if node.tag in FROM and (value := number(text_of(node))) is not None]
    highs = [value for node in nodes if node.tag in TO and (value := number(text_of(node))) is not None]
    ranges = list(zip(lows, highs, strict=False))
    for low, high in ranges:
        middle = next((value for value in values if value - low == high - value), None)
        yield span(low, high, middle)
    for value in values:
        if not any(low <= value <= high for low, high in ranges):
            yield span(value, value, value)


def span(low: Fraction, high: Fraction, middle: Fraction | None) -> Span:
    if middle is None:
        return Span(low, high, {"low": plain_number(low), "high": plain_number(high)})
    tolerance = {"tolerance": plain_number(high - middle)} if high != middle else {}
    return Span(low, high, {"value": plain_number(middle), **tolerance})


def right_names(item: Element, box: str) -> tuple[str, ...]:
    """What the rules call right, in their order: what the best "Set" asks for, or everything that adds points."""
    scoring = [node for node in item.iter("respcondition") if node.find("setvar") is not None]
    positive = [node for node in scoring if gain(node) > 0]
    sets = [node for node in positive if node.find("setvar[@action='Add']") is None]
    best = [max(sets, key=gain)] if sets else positive
    called = best or [node for node in item.iter("respcondition") if node.get("correctanswer", "").lower() == "yes"]
    nodes = [node for condition in called for node in positives(condition) if node.get("respident", "") == box]
    named = [text_of(node).split(",") if node.tag == "varsubset" else [text_of(node)] for node in nodes if node.tag in NAMING]
    return tuple(dict.fromkeys(name.strip() for names in named for name in names))


def gain(condition: Element) -> Fraction:
    return number(text_of(condition, "setvar")) or Fraction(0)
