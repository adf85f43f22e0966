"""Interactions of QTI 2 as boxes (Information Model, section 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from assessments.questions.checks import MOST_LINES
from assessments.questions.essay import FEWEST_ROWS, MOST_ROWS
from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.html import Piece
from assessments.questions.formats.qti2_accepts import spans_of, typed_of
from assessments.questions.formats.qti2_declared import Declared
from assessments.questions.formats.qti2_values import NUMERIC
from assessments.questions.formats.qti2_words import html_of, is_interaction
from assessments.questions.formats.qti_item import Answer, Answers, Box, Judge, Line, Verdict
from assessments.questions.formats.qti_people import accepted
from assessments.questions.words import say as _

Words = Callable[[str], Piece]
POINTING = _("It asks people to point at a place in a picture, which is not possible here.")
UNSAYABLE = {
    "hotspotInteraction": POINTING,
    "selectPointInteraction": POINTING,
    "positionObjectInteraction": POINTING,
    "graphicOrderInteraction": POINTING,
    "graphicAssociateInteraction": POINTING,
    "graphicGapMatchInteraction": POINTING,
    "hottextInteraction": _("It asks people to choose words in a text, which is not possible here."),
    "drawingInteraction": _("It asks people to draw, which is not possible here."),
    "sliderInteraction": _("It asks people to move a slider, which is not possible here."),
    "mediaInteraction": _("It only plays a sound or a film."),
    "endAttemptInteraction": _("It changes while people answer, which is not possible here."),
}


Wire = Callable[[Answer], tuple[str, Answer]]


@dataclass(frozen=True, slots=True)
class Context:
    """`wires`: for boxes that are not simply a response of the file: which response it is, and what an answer is there."""

    responses: Mapping[str, Declared]
    processing: Element | None
    words: Words
    wires: dict[str, Wire]

    def declared(self, node: Element) -> Declared:
        """Raises Unsayable."""
        found = self.responses.get(node.get("responseIdentifier", ""))
        if found is None:
            raise Unsayable(_("It asks something and does not declare what an answer is."))
        return found

    def wired(self, judge: Judge) -> Judge:
        if not self.wires:
            return judge

        def judged(answers: Answers) -> Verdict:
            merged: dict[str, Answer] = {}
            for name, answer in answers.items():
                response, given = self.wires[name](answer) if name in self.wires else (name, answer)
                merged[response] = merged.get(response, ()) + given
            return judge(merged)

        return judged


def interactions(body: Element) -> list[tuple[Element, Element]]:
    """Each with what it belongs to, in the order of the body: a gap belongs to its gapMatchInteraction, others to themselves."""
    found = []
    owners: dict[int, Element] = {}
    for node in body.iter():
        if node.tag == "gapMatchInteraction":
            owners.update((id(gap), node) for gap in node.iter("gap"))
        elif id(node) in owners or (is_interaction(node) and node.tag != "gap"):
            found.append((node, owners.get(id(node), node)))
    return found


def box_of(node: Element, owner: Element, context: Context) -> Box:
    if node is not owner:
        return gap(node, owner, context)
    if node.tag not in WAYS:
        raise Unsayable(UNSAYABLE.get(node.tag) or _("It is of a kind (“{kind}”) that is not known here.").format(kind=node.tag))
    return WAYS[node.tag](node, context.declared(node), context)


def gap(node: Element, owner: Element, context: Context) -> Box:
    """A gap into which one of the texts is put: a choice of its own. In the file all gaps are one response of pairs "text gap"."""
    declared, identifier = context.declared(owner), node.get("identifier", "")
    if owner.find("gapImg") is not None:
        raise Unsayable(POINTING)
    right = tuple(pair.split()[0] for pair in right_pairs(declared) if pair.split()[1:] == [identifier])
    name = f"{declared.name} {identifier}" if identifier in context.responses else identifier
    context.wires[name] = lambda answer: (declared.name, tuple(f"{line} {identifier}" for line in answer))
    return Box(name, "one", lines(owner, "gapText", context), correct=right)


def lines(node: Element, tag: str, context: Context) -> tuple[Line, ...]:
    return tuple(Line(choice.get("identifier", ""), context.words(html_of(choice))) for choice in node.iter(tag))


def correct_names(declared: Declared) -> tuple[str, ...]:
    return tuple(str(name) for name in declared.correct)


def fixed(node: Element) -> dict[str, Any]:
    return {"fixed": True} if node.get("shuffle") == "false" else {}


def choice(node: Element, declared: Declared, context: Context) -> Box:
    tag = "inlineChoice" if node.tag == "inlineChoiceInteraction" else "simpleChoice"
    found = lines(node, tag, context)
    if declared.is_single:
        return Box(declared.name, "one", found, correct=correct_names(declared), more=fixed(node))
    most = node.get("maxChoices", "")
    more: dict[str, Any] = {"most": int(most)} if most.isdigit() and len(most) < 3 and 0 < int(most) <= MOST_LINES else {}
    worths = declared.worths
    if worths is not None and worths.low is not None and 0 <= worths.low <= 1:
        more["floor"] = str(worths.low)
    weights = {line.name: worths.single(line.name) for line in found} if worths is not None else {}
    return Box(declared.name, "many", found, correct=correct_names(declared), weights=weights, more={**more, **fixed(node)})


def text_entry(node: Element, declared: Declared, context: Context) -> Box:
    if declared.base_type in NUMERIC:
        return Box(declared.name, "number", spans=spans_of(context.processing, declared))
    return Box(declared.name, "text", typed=typed_of(context.processing, declared))


def extended_text(node: Element, declared: Declared, context: Context) -> Box:
    expected = node.get("expectedLines", "")
    rows = int(expected) if expected.isdigit() and len(expected) < 4 else 0
    more: dict[str, Any] = {"rows": rows} if FEWEST_ROWS <= rows <= MOST_ROWS else {}
    begins_with = context.words(node.get("placeholderText", "")).plain
    return Box(declared.name, "essay", more={**more, **({"begins_with": begins_with} if begins_with else {})})


def upload(node: Element, declared: Declared, context: Context) -> Box:
    kinds, _notes = accepted(node.get("type", "").split())
    return Box(declared.name, "file", more={"accept": kinds})


def order(node: Element, declared: Declared, context: Context) -> Box:
    return Box(declared.name, "order", lines(node, "simpleChoice", context), correct=correct_names(declared))


def match(node: Element, declared: Declared, context: Context) -> Box:
    """Rows are the set in which every line belongs to exactly one of the other."""
    sets = [lines(part, "simpleAssociableChoice", context) for part in node.iterfind("simpleMatchSet")]
    if len(sets) != 2:
        raise Unsayable(_("It does not say which two lists belong together."))
    right = [pair.split() for pair in right_pairs(declared)]
    for rows, choices, side in ((sets[0], sets[1], 0), (sets[1], sets[0], 1)):
        chosen = {pair[side]: pair[1 - side] for pair in right if len(pair) == 2}
        if len(chosen) == len(right) and set(chosen) == {row.name for row in rows}:
            if side == 1:
                context.wires[declared.name] = lambda answer: (declared.name, tuple(" ".join(pair.split()[::-1]) for pair in answer))
            return paired(declared, rows, choices, chosen, fixed(node))
    raise Unsayable(_("It does not say for each row which choice belongs to it."))


def right_pairs(declared: Declared) -> tuple[str, ...]:
    """What is called right; otherwise what earns something."""
    entries = declared.worths.entries if declared.worths is not None else ()
    return correct_names(declared) or tuple(str(entry.key) for entry in entries if entry.worth > 0)


def paired(
    declared: Declared, rows: tuple[Line, ...], choices: tuple[Line, ...], chosen: Mapping[str, str], more: Mapping[str, Any]
) -> Box:
    if not set(chosen.values()) <= {line.name for line in choices}:
        raise Unsayable(_("It does not say for each row which choice belongs to it."))
    correct = tuple(f"{row.name} {chosen[row.name]}" for row in rows)
    return Box(declared.name, "pairs", choices, rows, correct, more=more)


def associate(node: Element, declared: Declared, context: Context) -> Box:
    """Pairs out of one list: the first of each right pair is a row, everything else can be chosen."""
    known = {line.name: line for line in lines(node, "simpleAssociableChoice", context)}
    pairs = [pair.split() for pair in right_pairs(declared)]
    named = [name for pair in pairs for name in pair]
    if not pairs or any(len(pair) != 2 for pair in pairs) or len(set(named)) != len(named) or not set(named) <= set(known):
        raise Unsayable(_("It does not say for each row which choice belongs to it."))
    firsts = {pair[0]: pair[1] for pair in pairs}
    rows = tuple(line for line in known.values() if line.name in firsts)
    choices = tuple(line for line in known.values() if line.name not in firsts)
    return paired(declared, rows, choices, firsts, fixed(node))


WAYS: dict[str, Callable[[Element, Declared, Context], Box]] = {
    "choiceInteraction": choice,
    "inlineChoiceInteraction": choice,
    "textEntryInteraction": text_entry,
    "extendedTextInteraction": extended_text,
    "uploadInteraction": upload,
    "orderInteraction": order,
    "matchInteraction": match,
    "associateInteraction": associate,
}
