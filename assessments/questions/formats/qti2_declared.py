"""What a QTI 2 item declares: responses with what is right and what it is worth, and outcomes (Information Model, section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessments.questions.formats.qti2_values import Single, Value, many, value_of
from assessments.questions.formats.qti_points import score
from assessments.questions.formats.xml import text_of
from assessments.questions.texts import folded


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a mapping."""

    key: Single
    worth: Fraction
    case: bool

    def takes(self, given: Single) -> bool:
        if isinstance(self.key, str) and isinstance(given, str):
            one, other = folded(self.key), folded(given)
            return one == other if self.case else one.casefold() == other.casefold()
        return self.key == given


@dataclass(frozen=True, slots=True)
class Worths:
    """A mapping: the sum over what was given, each counted once, within the bounds. Nothing given is worth nothing."""

    entries: tuple[Entry, ...]
    otherwise: Fraction
    low: Fraction | None
    high: Fraction | None

    def of(self, value: Value) -> Fraction:
        if value is None:
            return Fraction(0)
        total = sum((self.single(one) for one in dict.fromkeys(many(value))), Fraction(0))
        raised = total if self.low is None else max(self.low, total)
        return raised if self.high is None else min(self.high, raised)

    def single(self, given: Single) -> Fraction:
        return next((entry.worth for entry in self.entries if entry.takes(given)), self.otherwise)


@dataclass(frozen=True, slots=True)
class Declared:
    """A response or an outcome. `correct` also holds the default of an outcome."""

    name: str
    cardinality: str
    base_type: str
    correct: tuple[Single, ...]
    worths: Worths | None = None
    most: Fraction | None = None

    @property
    def is_single(self) -> bool:
        return self.cardinality == "single"

    @property
    def right(self) -> Value:
        return (self.correct[0] if self.correct else None) if self.is_single else self.correct or None

    def value(self, answer: tuple[str, ...]) -> Value:
        """What the variable holds when somebody answers so."""
        held = tuple(one for text in answer if (one := single(text, self.base_type)) is not None)
        return (held[0] if held else None) if self.is_single else held or None


def single(text: str, base_type: str) -> Single | None:
    value = value_of(text, base_type)
    return None if isinstance(value, tuple) else value


def declared(node: Element, values: str) -> Declared:
    """`values`: "correctResponse" or "defaultValue"."""
    base_type = node.get("baseType", "")
    texts = [value.text or "" for value in node.iterfind(f"{values}/value")]
    correct = tuple(one for text in texts if (one := single(text, base_type)) is not None)
    mapping = node.find("mapping")
    return Declared(
        node.get("identifier", ""),
        node.get("cardinality", "single"),
        base_type,
        correct,
        worths(mapping, base_type) if mapping is not None else None,
        score(node.get("normalMaximum", "")),
    )


def worths(node: Element, base_type: str) -> Worths:
    entries = []
    for entry in node.iterfind("mapEntry"):
        key = single(entry.get("mapKey", ""), base_type)
        if key is not None:
            entries.append(Entry(key, score(entry.get("mappedValue", "")) or Fraction(0), entry.get("caseSensitive", "true") != "false"))
    low, high = score(node.get("lowerBound", "")), score(node.get("upperBound", ""))
    return Worths(tuple(entries), score(node.get("defaultValue", "")) or Fraction(0), low, high)


def all_declared(item: Element, tag: str, values: str) -> dict[str, Declared]:
    found = [declared(node, values) for node in item.iterfind(tag)]
    return {one.name: one for one in found}


def hint_text(item: Element, name: str) -> str:
    """The default of an outcome, as text."""
    return text_of(item, f"outcomeDeclaration[@identifier='{name}']/defaultValue/value")
