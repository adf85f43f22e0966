"""QTI 2.0, 2.1, 2.2 and 3.0: single items (IMS QTI 2.1 Information Model; 1EdTech QTI 3.0 with its own spelling of the same names)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO
from xml.etree.ElementTree import Element

from assessments.questions.about import about_of
from assessments.questions.formats.found import Finding, Found, Skipped, Unsayable
from assessments.questions.formats.html import PictureOf, Piece, no_pictures
from assessments.questions.formats.qti2_boxes import Context, Words, box_of, interactions
from assessments.questions.formats.qti2_declared import all_declared, hint_text
from assessments.questions.formats.qti2_names import ITEMS, every, with_one_spelling
from assessments.questions.formats.qti2_rules import Feedback, Rules, highest, score_name
from assessments.questions.formats.qti2_words import INLINE, html_of, rubrics
from assessments.questions.formats.qti12_words import BOX, BOXES, defused, gap_text, piece
from assessments.questions.formats.qti_feedback import joined
from assessments.questions.formats.qti_fitting import finding
from assessments.questions.formats.qti_item import NOTHING_SAID, Box, Item
from assessments.questions.formats.qti_own import OUTCOME, PLAIN, Hints, hints_of, plain_words
from assessments.questions.formats.qti_people import PEOPLE
from assessments.questions.formats.qti_truth import true_first
from assessments.questions.formats.xml import elements
from assessments.questions.words import say as _

# Outcomes that our own writer declares (qti_written.py).
AFTER, WHY, FEEDBACK = "AFTER", "WHY", "FEEDBACK"
FEEDBACK_TAGS = ("modalFeedback", "feedbackInline", "feedbackBlock")
ASSESSORS = ("scorer", "author", "tutor")


def read(source: IO[bytes], picture_of: PictureOf = no_pictures) -> Iterator[Finding]:
    """Every item of a file; usually one. Raises Refused."""
    for place, node in enumerate(elements(source, *ITEMS), start=1):
        yield one(with_one_spelling(node), place, picture_of)


def one(node: Element, place: int, picture_of: PictureOf) -> Finding:
    ref = node.get("identifier", "").strip()
    name = " ".join(node.get("title", "").split())[:200]
    hints = hints_of(hint_text(node, OUTCOME))
    category, tags = tuple(hints.get("category", ())), with_language(tuple(hints.get("tags", ())), node.get("lang", ""))
    found = Found(_("item {name}").format(name=ref or place), {}, ref=ref, name=name, category=category, tags=tags)

    def words(html: str) -> Piece:
        return plain_words(html) if hints.get("markup") == PLAIN else piece(html, picture_of)

    try:
        item = item_of(node, words, hints)
    except Unsayable as unsayable:
        return Skipped(found.where, unsayable.why, found.name)
    return finding(item, found)


def with_language(tags: tuple[str, ...], written: str) -> tuple[str, ...]:
    """The language of a whole item (xml:lang), as every reader tells what a question is about."""
    said = f"language:{written}"
    return (*tags, said) if about_of([said]).language and not about_of(tags).language else tags


def item_of(node: Element, words: Words, hints: Hints) -> Item:
    """Raises Unsayable."""
    refuse_what_changes(node)
    body, processing = node.find("itemBody"), node.find("responseProcessing")
    if body is None:
        raise Unsayable(_("It only shows something and asks nothing."))
    responses, outcomes = (
        all_declared(node, "responseDeclaration", "correctResponse"),
        all_declared(node, "outcomeDeclaration", "defaultValue"),
    )
    feedback, texts = feedback_of(node, words)
    context = Context(responses, processing, words, {})
    asked = interactions(body)
    boxes = tuple(box_of(part, owner, context) for part, owner in asked)
    marks = {id(part): place for place, (part, _owner) in enumerate(asked, start=1)}
    item = Item(
        NOTHING_SAID,
        boxes,
        context.wired(Rules(responses, outcomes, feedback).judge(processing)),
        most=highest(outcomes, score_name(processing)),
        feedback=texts,
        named=named(feedback),
        parts=lines_of_orders(feedback, boxes),
        hints=hints,
    )
    return with_words(item, body, marks, [part.tag for part, _owner in asked], words)


def refuse_what_changes(node: Element) -> None:
    if node.get("adaptive", "false") in ("true", "1"):
        raise Unsayable(_("It changes while people answer, which is not possible here."))
    if node.find("templateDeclaration") is not None or node.find("templateProcessing") is not None:
        raise Unsayable(_("It is made anew for everybody from a template, which is not possible here."))


def feedback_of(node: Element, words: Words) -> tuple[list[Feedback], dict[str, Piece]]:
    """When each feedback shows, and its words; several under one condition are one."""
    feedback: dict[str, Feedback] = {}
    texts: dict[str, Piece] = {}
    for part in every(node, *FEEDBACK_TAGS):
        outcome, identifier = part.get("outcomeIdentifier", ""), part.get("identifier", "")
        shows = part.get("showHide", "show") != "hide"
        name = f"{outcome} {identifier} {shows}"
        feedback[name] = Feedback(name, outcome, identifier, shows)
        texts[name] = joined(texts.get(name, NOTHING_SAID), words(html_of(part)))
    return list(feedback.values()), texts


def named(feedback: list[Feedback]) -> Mapping[str, tuple[str, ...]]:
    slots = {f"{AFTER} whole True": "whole", f"{AFTER} part True": "part", f"{AFTER} none True": "none", f"{WHY} why True": "why"}
    return {one.name: (slots[one.name],) for one in feedback if one.name in slots}


def lines_of_orders(feedback: list[Feedback], boxes: tuple[Box, ...]) -> Mapping[str, str]:
    """Every line of an order is always chosen, so only its name says which feedback stands beside it."""
    names = {line.name for box in boxes for line in box.lines if box.shape == "order"}
    return {one.name: one.identifier for one in feedback if one.outcome == FEEDBACK and one.identifier in names}


def with_words(item: Item, body: Element, marks: Mapping[int, int], tags: list[str], words: Words) -> Item:
    """The words where our kind of question has them: all in the stem, or around gaps."""
    whole = html_of(body, marks)
    if is_text_with_gaps(item, whole, tags):
        whole = defused(whole)
        stem = body.find("*[@class='stem']")
        if stem is None:
            return replace(item, text=gap_text(words(whole)))
        body.remove(stem)
        return replace(item, stem=words(html_of(stem)), text=gap_text(words(defused(html_of(body, marks)))))
    item = replace(item, stem=words(BOXES.sub("", whole)))
    boxes = tuple(with_notes(box, body, words) if box.shape == "essay" or box.shape == "file" else box for box in item.boxes)
    if item.hints.get("kind", "true_false") == "true_false":
        boxes, is_truth = true_first(boxes)
        return replace(item, boxes=boxes, is_truth=is_truth)
    return replace(item, boxes=boxes)


def is_text_with_gaps(item: Item, html: str, tags: list[str]) -> bool:
    """One box to type in is a gap when words follow it; one to choose from in a line always is."""
    if not tags or any(box.shape in PEOPLE for box in item.boxes):
        return False
    if len(tags) > 1 or item.hints.get("kind") == "cloze":
        return True
    behind = re.sub("<[^>]*>", "", html.partition(BOX.format(1))[2])
    return tags[0] in INLINE and (tags[0] != "textEntryInteraction" or any(letter.isalnum() for letter in behind))


def with_notes(box: Box, body: Element, words: Words) -> Box:
    """What the file tells those who mark."""
    notes = words("".join(html_of(part) for part in rubrics(body, ASSESSORS))).plain
    return replace(box, more={**box.more, **({"notes": notes} if notes else {})})
