"""The texts and numbers that a QTI 2 item compares a typed answer with, in the order of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.qti2_declared import Declared
from assessments.questions.formats.qti2_names import every
from assessments.questions.formats.qti2_patterns import typed_of as typed_pattern
from assessments.questions.formats.qti2_values import tolerances
from assessments.questions.formats.qti_item import Span, Typed
from assessments.questions.formats.qti_points import number, plain_number
from assessments.questions.formats.xml import text_of
from assessments.questions.texts import plain

LOW, HIGH = ("gte", "gt"), ("lte", "lt")


def branches(processing: Element | None) -> Iterator[tuple[list[Element], str]]:
    """The tests of each branch, and the identifier that the branch sets: our writer and others name answers so."""
    for node in every(processing, "responseIf", "responseElseIf") if processing is not None else ():
        yield list(node[:1]), named(node)


def named(branch: Element) -> str:
    values = (text_of(rule, "baseValue[@baseType='identifier']") for rule in branch.iterfind("setOutcomeValue"))
    return next(filter(None, values), "")


def asking(test: Element, name: str, *tags: str) -> list[Element]:
    """Comparisons of these kinds that look at the variable."""
    return [node for node in every(test, *tags) if any(child.tag == "variable" and child.get("identifier") == name for child in node)]


def written(node: Element) -> str:
    return text_of(node, "baseValue")


def typed_of(processing: Element | None, declared: Declared) -> tuple[Typed, ...]:
    found: dict[Typed, None] = {}
    for tests, name in branches(processing):
        for test in tests:
            found.update(dict.fromkeys(branch_texts(test, declared, name)))
    compared = {plain(typed.text) for typed in found}
    entries = declared.worths.entries if declared.worths is not None else ()
    named = [(str(entry.key), entry.case) for entry in entries] or ([] if found else [(str(text), True) for text in declared.correct])
    for key, case in named:
        if plain(key) not in compared:
            found[Typed(key, case=case)] = None
    return tuple(typed for typed in found if typed.text)


def branch_texts(test: Element, declared: Declared, name: str) -> Iterator[Typed]:
    for node in asking(test, declared.name, "stringMatch", "match", "patternMatch", "substring"):
        case = node.get("caseSensitive", "true") != "false"
        if node.tag == "patternMatch":
            yield typed_pattern(node.get("pattern", ""), name)
        elif node.find("correct") is not None:
            yield from (Typed(str(text), case=case, name=name) for text in declared.correct)
        elif node.tag == "substring" or node.get("substring") == "true":
            yield Typed("*" + written(node).replace("*", "\\*") + "*", case=case, pattern=True, name=name)
        else:
            yield Typed(written(node), case=case, name=name)


def spans_of(processing: Element | None, declared: Declared) -> tuple[Span, ...]:
    found: dict[tuple[Fraction | None, Fraction | None], Span] = {}
    for tests, name in branches(processing):
        for test in tests:
            for span in branch_spans(test, declared, name):
                found.setdefault((span.low, span.high), span)
    if found:
        return tuple(found.values())
    entries = declared.worths.entries if declared.worths is not None else ()
    values = [value for value in [*(entry.key for entry in entries), *declared.correct] if isinstance(value, Fraction)]
    return tuple(Span(value, value, {"value": plain_number(value)}) for value in dict.fromkeys(values))


def branch_spans(test: Element, declared: Declared, name: str) -> Iterator[Span]:
    for node in asking(test, declared.name, "equal", "match", "equalRounded"):
        texts = (
            [written(node)]
            if node.find("correct") is None
            else [plain_number(one) for one in declared.correct if isinstance(one, Fraction)]
        )
        yield from (span for text in texts if (span := around(node, text, name)))
    low, high = (next(iter(asking(test, declared.name, *tags)), None) for tags in (LOW, HIGH))
    ends = [number(written(node)) if node is not None else None for node in (low, high)]
    if ends[0] is not None and ends[1] is not None and low is not None and high is not None:
        yield Span(ends[0], ends[1], {"low": decimal(written(low)), "high": decimal(written(high))}, name)
    if test.tag == "not" and asking(test, declared.name, "isNull"):
        yield Span(None, None, {"any": True}, name)


def around(node: Element, text: str, name: str) -> Span | None:
    """A value with what is allowed on both sides of it."""
    value = number(text)
    if value is None:
        return None
    low, high = tolerances(node, value)
    if node.get("toleranceMode", "exact") == "exact":
        return Span(value, value, {"value": decimal(text)}, name)
    if low == high:
        written_one = node.get("tolerance", "").split()[:1] if node.get("toleranceMode") == "absolute" else []
        tolerance = decimal(written_one[0]) if written_one else plain_number(low)
        return Span(value - low, value + high, {"value": decimal(text), "tolerance": tolerance}, name)
    return Span(value - low, value + high, {"low": plain_number(value - low), "high": plain_number(value + high)}, name)


def decimal(text: str) -> str:
    """As it is written where definitions may write it so."""
    value = number(text)
    is_plain = text.lstrip("-").replace(".", "", 1).isdigit() and not text.endswith(".") and text.lstrip("-")[:1] != "."
    return text if is_plain or value is None else plain_number(value)
