"""What a QTI 1.2 item asks, as boxes: from its response elements, its rules, and what Canvas and Common Cartridge call its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.html import Piece, from_plain
from assessments.questions.formats.qti12_rules import Boxes
from assessments.questions.formats.qti12_spans import asking, right_names, spans_of, typed_of
from assessments.questions.formats.qti12_words import RESPONSES, html_of
from assessments.questions.formats.qti_item import Box, Line
from assessments.questions.words import say as _

Words = Callable[[str], Piece]
NUMBERS = frozenset({"decimal", "integer", "scientific"})
COMPARING = ("vargte", "vargt", "varlte", "varlt")
UNSAYABLE = {
    "calculated_question": _("It makes its numbers up by a formula, which is not possible here."),
    "hot_spot_question": _("It asks people to point at a place in a picture, which is not possible here."),
}
CARTRIDGE = {"cc.multiple_choice": "multiple_choice_question", "cc.true_false": "true_false_question", "cc.essay": "essay_question"}


@dataclass(frozen=True, slots=True)
class Asks:
    """`kind`: what Canvas calls it, or Common Cartridge in Canvas's words, or "". `facts`: all metadata by label."""

    item: Element
    kind: str
    facts: Mapping[str, str]
    nodes: tuple[Element, ...]

    @property
    def rules(self) -> Boxes:
        named = {node.get("ident", ""): node for node in self.nodes}
        ordered = frozenset(name for name, node in named.items() if cardinality(node) == "ordered")
        several = frozenset(name for name, node in named.items() if cardinality(node) == "multiple")
        typed = frozenset(name for name, node in named.items() if node.tag in ("response_str", "response_num"))
        return Boxes(ordered, frozenset(named) - ordered - several, typed)


def asks(item: Element) -> Asks:
    """Raises Unsayable for kinds that we cannot show."""
    facts: dict[str, str] = {}
    for field in item.iter("qtimetadatafield"):
        facts.setdefault(field.findtext("fieldlabel", "").strip(), field.findtext("fieldentry", "").strip())
    kind = facts.get("question_type", "") or CARTRIDGE.get(facts.get("cc_profile", "").rpartition(".v")[0], "")
    if kind in UNSAYABLE:
        raise Unsayable(UNSAYABLE[kind])
    return Asks(item, kind, facts, tuple(node for node in item.iter() if node.tag in RESPONSES))


def cardinality(node: Element) -> str:
    return node.get("rcardinality", "Single").strip().lower()


def boxes_of(asked: Asks, words: Words) -> tuple[Box, ...]:
    if asked.kind == "file_upload_question":
        return (Box("files", "file"),)
    return tuple(box_of(asked, node, words) for node in asked.nodes)


def box_of(asked: Asks, node: Element, words: Words) -> Box:
    name = node.get("ident", "")
    if node.tag == "response_lid":
        return chosen_box(asked, node, name, words)
    if node.tag not in ("response_str", "response_num"):
        raise Unsayable(_("It asks people to point at a place in a picture, which is not possible here."))
    return typed_box(asked, node, name)


def chosen_box(asked: Asks, node: Element, name: str, words: Words) -> Box:
    lines = lines_of(node, words)
    shape = {"ordered": "order", "multiple": "many"}.get(cardinality(node), "one")
    shuffle = next((part.get("shuffle", "") for part in node if part.tag.startswith("render")), "")
    more: dict[str, Any] = {"fixed": True} if shuffle.lower() == "no" and shape != "order" else {}
    return Box(name, shape, lines, correct=right_names(asked.item, name), more=more)  # type: ignore[arg-type]


def lines_of(node: Element, words: Words) -> tuple[Line, ...]:
    labels = list(node.iter("response_label"))
    return tuple(Line(label.get("ident", ""), words(html_of(label))) for label in labels)


def typed_box(asked: Asks, node: Element, name: str) -> Box:
    fib = next(iter(node.iter("render_fib")), None)
    is_number = node.tag == "response_num" or asked.kind == "numerical_question" or bool(asking(asked.item, name, *COMPARING))
    if is_number or (fib is not None and fib.get("fibtype", "").lower() in NUMBERS):
        return Box(name, "number", spans=spans_of(asked.item, name))
    typed = typed_of(asked.item, name)
    if asked.kind == "essay_question" or not typed:
        return Box(name, "essay", more=essay_fields(asked, node))
    return Box(name, "text", typed=typed)


def essay_fields(asked: Asks, node: Element) -> dict[str, Any]:
    """How long it should be, and what Canvas tells its assessors."""
    ends = [int(text) if text.isdigit() else None for text in (node.get("word_limit_min", ""), node.get("word_limit_max", ""))]
    limited = node.get("word_limit_enabled", "Yes").lower() != "no" and any(ends)
    notes = from_plain(asked.facts.get("grading_notes", "")).plain
    return {**({"words": [end or None for end in ends]} if limited else {}), **({"notes": notes} if notes else {})}


def own_words(node: Element) -> str:
    """Material of the box itself: the words of a row to match."""
    return html_of(node)


def matching_box(asked: Asks, words: Words) -> tuple[Box, Mapping[tuple[str, str], str]]:
    """Several choices beside words of their own, as one box; and the file's identifier for a row and a choice of ours.

    Rows offer the same choices, each under the same identifier (Canvas) or under its own; choices that read alike are one.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    lines: list[Line] = []
    own: dict[tuple[str, str], str] = {}
    for node in asked.nodes:
        for line in lines_of(node, words):
            key = line.words.markdown
            if key not in names:
                names[key] = line.name if line.name not in taken else f"{line.name}-{len(names)}"
                taken.add(names[key])
                lines.append(Line(names[key], line.words))
            own.setdefault((node.get("ident", ""), names[key]), line.name)
    rows = tuple(Line(node.get("ident", ""), words(own_words(node))) for node in asked.nodes)
    ours = {(row, name): choice for (row, choice), name in own.items()}
    right = [(row.name, right_names(asked.item, row.name)) for row in rows]
    if any(len(found) != 1 or (row, found[0]) not in ours for row, found in right):
        raise Unsayable(_("It does not say for each row which choice belongs to it."))
    correct = tuple(f"{row} {ours[row, found[0]]}" for row, found in right)
    return Box("matching", "pairs", tuple(lines), rows, correct), own


def is_matching(asked: Asks, nodes: Sequence[Element]) -> bool:
    if asked.kind:
        return asked.kind == "matching_question"
    return len(nodes) > 1 and all(node.tag == "response_lid" and cardinality(node) == "single" and own_words(node) for node in nodes)
