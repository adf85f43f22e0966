"""What variables of QTI 2 hold, and the operators on them (IMS QTI 2.1 Information Model, sections 8 and 15).

A value is None (NULL), a truth, a number, a text, or a tuple of numbers or texts (multiple and ordered containers). Identifiers and
pairs are texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti2_patterns import fits
from assessments.questions.formats.qti_points import number, score
from assessments.questions.texts import folded
from assessments.questions.words import say as _

Single = bool | Fraction | str
Value = Single | tuple[Single, ...] | None
NUMERIC = frozenset({"integer", "float", "duration"})


def value_of(text: str, base_type: str) -> Value:
    """A single value as it is written."""
    bare = text.strip()
    if base_type in NUMERIC:
        return score(bare)
    if base_type == "boolean":
        return bare in ("true", "1")
    return pair(bare) if base_type == "pair" else " ".join(bare.split())


def pair(text: str) -> str:
    """The sides of a pair have no order."""
    return " ".join(sorted(text.split()))


def many(value: Value) -> tuple[Single, ...]:
    return () if value is None else value if isinstance(value, tuple) else (value,)


def numbers(values: Iterable[Value]) -> list[Fraction] | None:
    """All numbers in the values; None when one is NULL or no number."""
    found: list[Fraction] = []
    for value in values:
        if value is None:
            return None
        for one in many(value):
            read = one if isinstance(one, Fraction) else number(str(one))
            if read is None:
                return None
            found.append(read)
    return found


def match(node: Element, values: Sequence[Value]) -> Value:
    first, second = values
    if first is None or second is None:
        return None
    if isinstance(first, tuple) or isinstance(second, tuple):
        return Counter(many(first)) == Counter(many(second))
    return first == second


def ordered_match(values: Sequence[Value]) -> Value:
    return None if None in values else many(values[0]) == many(values[1])


def string_match(node: Element, values: Sequence[Value]) -> Value:
    if None in values:
        return None
    given, meant = (folded(str(value)) for value in values)
    if node.get("caseSensitive", "true") == "false":
        given, meant = given.casefold(), meant.casefold()
    return meant in given if node.get("substring") == "true" else given == meant


def substring(node: Element, values: Sequence[Value]) -> Value:
    """Whether the first stands in the second."""
    if None in values:
        return None
    part, text = (folded(str(value)) for value in values)
    return part.casefold() in text.casefold() if node.get("caseSensitive", "true") == "false" else part in text


def pattern_match(node: Element, values: Sequence[Value]) -> Value:
    return None if values[0] is None else fits(node.get("pattern", ""), str(values[0]))


def equal(node: Element, values: Sequence[Value]) -> Value:
    pair_of = numbers(values)
    if pair_of is None or len(pair_of) != 2:
        return None
    first, second = pair_of
    low, high = tolerances(node, first)
    at_low = first - low <= second if node.get("includeLowerBound", "true") != "false" else first - low < second
    at_high = second <= first + high if node.get("includeUpperBound", "true") != "false" else second < first + high
    return at_low and at_high if node.get("toleranceMode", "exact") != "exact" else first == second


def tolerances(node: Element, value: Fraction) -> tuple[Fraction, Fraction]:
    """How far below and above `value` still counts. Relative ones are per cent."""
    written = [found for text in node.get("tolerance", "0").split() if (found := number(text)) is not None] or [Fraction(0)]
    low, high = written[0], written[-1]
    if node.get("toleranceMode", "exact") == "relative":
        low, high = abs(value) * low / 100, abs(value) * high / 100
    return low, high


def compare(test: Callable[[Fraction, Fraction], bool]) -> Callable[[Element, Sequence[Value]], Value]:
    def compared(node: Element, values: Sequence[Value]) -> Value:
        pair_of = numbers(values)
        return None if pair_of is None or len(pair_of) != 2 else test(*pair_of)

    return compared


def reckon(way: Callable[[list[Fraction]], Fraction | None]) -> Callable[[Element, Sequence[Value]], Value]:
    def reckoned(node: Element, values: Sequence[Value]) -> Value:
        found = numbers(values)
        return way(found) if found else None

    return reckoned


def product(found: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for one in found:
        result *= one
    return result


def index(node: Element, values: Sequence[Value]) -> Value:
    place = node.get("n", "")
    held = many(values[0])
    return held[int(place) - 1] if place.isdigit() and len(place) < 5 and 1 <= int(place) <= len(held) else None


def contains(node: Element, values: Sequence[Value]) -> Value:
    if None in values:
        return None
    return not Counter(many(values[1])) - Counter(many(values[0]))


def collected(node: Element, values: Sequence[Value]) -> Value:
    """<multiple> and <ordered>: all values in one container."""
    return tuple(one for value in values for one in many(value)) or None


def delete(node: Element, values: Sequence[Value]) -> Value:
    return tuple(one for one in many(values[1]) if one != values[0]) or None


Operator = Callable[[Element, Sequence[Value]], Value]
OPERATORS: Mapping[str, Operator] = {
    "and": lambda node, values: all(value is True for value in values),
    "or": lambda node, values: any(value is True for value in values),
    "not": lambda node, values: None if values[0] is None else values[0] is not True,
    "isNull": lambda node, values: values[0] is None or values[0] == "",
    "null": lambda node, values: None,
    "match": match,
    "stringMatch": string_match,
    "patternMatch": pattern_match,
    "substring": substring,
    "equal": equal,
    "gt": compare(lambda first, second: first > second),
    "gte": compare(lambda first, second: first >= second),
    "lt": compare(lambda first, second: first < second),
    "lte": compare(lambda first, second: first <= second),
    "sum": reckon(lambda found: sum(found, Fraction(0))),
    "product": reckon(product),
    "subtract": reckon(lambda found: found[0] - sum(found[1:], Fraction(0))),
    "divide": reckon(lambda found: found[0] / found[1] if len(found) == 2 and found[1] else None),
    "min": reckon(min),
    "max": reckon(max),
    "truncate": reckon(lambda found: Fraction(int(found[0]))),
    "round": reckon(lambda found: Fraction((found[0] + Fraction(1, 2)).__floor__())),
    "member": lambda node, values: None if None in values else values[0] in many(values[1]),
    "contains": contains,
    "containerSize": lambda node, values: Fraction(len(many(values[0]))),
    "multiple": collected,
    "ordered": collected,
    "delete": delete,
    "index": index,
}
ONE, TWO = (
    frozenset({"not", "isNull", "patternMatch", "truncate", "round", "containerSize", "index"}),
    frozenset({"match", "stringMatch", "substring", "equal", "gt", "gte", "lt", "lte", "member", "contains", "delete"}),
)


def operator(node: Element) -> Operator:
    """Raises Unsayable for an operator that is not known, or has not as many values as it takes."""
    found = OPERATORS.get(node.tag)
    wrong_count = (node.tag in ONE and len(node) != 1) or (node.tag in TWO and len(node) != 2)
    if found is None or wrong_count:
        raise Unsayable(_("One of its rules (“{rule}”) is not known here.").format(rule=node.tag))
    return found
