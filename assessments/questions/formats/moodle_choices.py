"""Moodle's kinds with lines to choose, match or order: multichoice, multichoiceset, truefalse, match, ordering."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.html import from_plain
from assessments.questions.formats.moodle_grades import grade
from assessments.questions.formats.moodle_words import Words, line_ids, own_ids, places, words_in
from assessments.questions.formats.xml import Node, child, text_of
from assessments.questions.words import say as _

Draft = dict[str, Any]
# Moodle docs, "Ordering question type", grading types.
ORDER_RULES = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "places",
    "RELATIVE_NEXT_EXCLUDE_LAST": "next",
    "RELATIVE_NEXT_INCLUDE_LAST": "next_and_last",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "neighbours",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": "around",
    "LONGEST_ORDERED_SUBSET": "longest_order",
    "LONGEST_CONTIGUOUS_SUBSET": "longest_run",
    "RELATIVE_TO_CORRECT": "distance",
}
OTHER_NAMES = {"ABSOLUTE": "ABSOLUTE_POSITION", "ABS": "ABSOLUTE_POSITION"}
USUAL_RULE = "next"


def multichoice(words: Words) -> Draft:
    lines = choice_lines(words)
    fixed = {} if words.is_true("shuffleanswers", otherwise=False) else {"fixed": True}
    if words.is_true("single", otherwise=True):
        return {"kind": "single_choice", **words.shared(), **single(lines), **fixed}
    return {"kind": "multiple_response", **words.shared(), **several(lines, words.node.get("rule", "")), **fixed}


def choice_lines(words: Words) -> list[tuple[Draft, Fraction, bool]]:
    """The lines with what each is worth, and whether our own export named it the key. Moodle passes over lines without words."""
    nodes = [node for node in words.every("answer") if words_in(node)]
    found = []
    for name, node in zip(line_ids(nodes), nodes, strict=True):
        worth = grade(node.get("fraction", "0"), where_of(node))
        found.append((with_feedback({"id": name, "text": words.piece(node)}, words, node), worth, node.get("best") == "true"))
    return found


def with_feedback(line: Draft, words: Words, node: Node) -> Draft:
    feedback = words.piece(child(node, "feedback"))
    return {**line, "feedback": feedback} if feedback else line


def single(lines: list[tuple[Draft, Fraction, bool]]) -> Draft:
    whole = [line["id"] for line, worth, _best in lines if worth == 1]
    if not whole:
        raise Unsayable(_("No line is worth the whole point."))
    best = [line["id"] for line, worth, best in lines if best and worth == 1]
    key = (best or whole)[0]
    return {"options": worthy(lines, key), "key": key}


def several(lines: list[tuple[Draft, Fraction, bool]], rule: str) -> Draft:
    """Moodle adds up what the chosen lines are worth. Our own exports say so where that is our rule "partial" in other words."""
    keys = [line["id"] for line, worth, _best in lines if worth > 0]
    if not keys:
        raise Unsayable(_("No line is worth anything."))
    each = Fraction(1, len(keys))
    if rule == "partial" and all(worth == (each if worth > 0 else -each) for _line, worth, _best in lines):
        return {"options": [line for line, _worth, _best in lines], "keys": keys, "rule": "partial"}
    return {"options": worthy(lines), "keys": keys, "rule": "worth"}


def worthy(lines: list[tuple[Draft, Fraction, bool]], key: str = "") -> list[Draft]:
    return [line if worth == 0 or line["id"] == key else {**line, "worth": str(worth)} for line, worth, _best in lines]


def multichoiceset(words: Words) -> Draft:
    """The plug-in "All-or-nothing multiple choice": the point for exactly the lines with 100 %."""
    lines = choice_lines(words)
    keys = [line["id"] for line, worth, _best in lines if worth == 1]
    options = [line for line, _worth, _best in lines]
    return {"kind": "multiple_response", **words.shared(), "options": options, "keys": keys, "rule": "all_or_nothing"}


def truefalse(words: Words) -> Draft:
    """Old files write the answers in their own language: then the first is true."""
    key, feedback = None, {}
    for place, node in enumerate(words.every("answer")):
        name = words_in(node).lower()
        side = name if name in ("true", "false") else ("false" if place else "true")
        is_whole = node.get("fraction", "").strip() in ("100", "100.0", "100.00000")
        key = is_whole if side == "true" else not is_whole
        if says := words.piece(child(node, "feedback")):
            feedback[f"feedback_{side}"] = says
    if key is None:
        raise Unsayable(_("It does not say whether the sentence is true."))
    return {"kind": "true_false", **words.shared(), "key": key, **feedback}


def match(words: Words) -> Draft:
    """Rows without words only bring a choice that fits none. Choices that read alike are one."""
    nodes: list[Node] = [node for node in words.every("subquestion") if words_in(node) or text_of(node, "answer/text")]
    offered = choices_of([node for node in nodes if text_of(node, "answer/text")])
    asked = [node for node in nodes if words_in(node)]
    ids = line_ids(asked, frozenset(choice["id"] for choice in offered.values()))
    rows = []
    for name, node in zip(ids, asked, strict=True):
        if choice_key(node) not in offered:
            raise Unsayable(_("A row has no choice that fits."))
        row = {"id": name, "text": words.piece(node), "choice": offered[choice_key(node)]["id"]}
        rows.append(with_feedback(row, words, node))
    fixed = {} if words.is_true("shuffleanswers", otherwise=True) else {"fixed": True}
    return {"kind": "matching", **words.shared(), "rows": rows, "choices": [*offered.values()], "rule": "partial", **fixed}


def choice_key(node: Node) -> tuple[str, str]:
    answer = child(node, "answer")
    return ("", "") if answer is None else (answer.get("id", ""), text_of(answer, "text"))


def choices_of(nodes: list[Node]) -> dict[tuple[str, str], Draft]:
    firsts = {choice_key(node): node for node in reversed(nodes)}
    ordered = [node for node in nodes if firsts[choice_key(node)] is node]
    answers = [answer for node in ordered if (answer := child(node, "answer")) is not None]
    ids = own_ids(answers) or [str(number) for number in range(1, len(answers) + 1)]
    found = [(choice_key(node), {"id": name, "text": from_plain(choice_key(node)[1])}) for name, node in zip(ids, ordered, strict=True)]
    return dict(found[place] for place in places(answers))


def ordering(words: Words) -> Draft:
    """The lines stand in their right order."""
    nodes = [node for node in words.every("answer") if words_in(node)]
    ids = line_ids(nodes)
    lines = [with_feedback({"id": name, "text": words.piece(node)}, words, node) for name, node in zip(ids, nodes, strict=True)]
    name = words.value("gradingtype").upper()
    rule = ORDER_RULES.get(OTHER_NAMES.get(name, name), USUAL_RULE)
    return {"kind": "ordering", **words.shared(), "options": [lines[place] for place in places(nodes)], "key": ids, "rule": rule}


def where_of(node: Node) -> str:
    return _("line {line}").format(line=node.line)
