"""QTI 1.2: items of assessments and question banks (IMS QTI ASI 1.2), also as Canvas, Respondus and Common Cartridge write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import IO
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Finding, Found, Skipped, Unsayable
from assessments.questions.formats.html import PictureOf, Piece, no_pictures
from assessments.questions.formats.qti12_boxes import Asks, Words, asks, boxes_of, is_matching, matching_box
from assessments.questions.formats.qti12_gaps import CANVAS_GAPS, gap_boxes, gap_html, typed_judge
from assessments.questions.formats.qti12_reading import items
from assessments.questions.formats.qti12_rules import judge_of
from assessments.questions.formats.qti12_words import BOXES, defused, gap_text, html_of, marked_html, piece
from assessments.questions.formats.qti_fitting import finding
from assessments.questions.formats.qti_item import NOTHING_SAID, Answers, Item, Judge, Verdict
from assessments.questions.formats.qti_people import accepted, limits
from assessments.questions.formats.qti_points import number
from assessments.questions.formats.qti_truth import true_first
from assessments.questions.words import say as _

NAMED = {"general_fb": ("why",), "correct_fb": ("whole",), "general_incorrect_fb": ("part", "none")}


def read(source: IO[bytes], picture_of: PictureOf = no_pictures) -> Iterator[Finding]:
    """Raises Refused. `picture_of` gives the bytes of what an item shows, by the address that stands there."""
    for place, (node, titles) in enumerate(items(source), start=1):
        found = Found(_("item {name}").format(name=node.get("ident") or place), {}, name=name_of(node))
        if node.tag != "item":
            yield Skipped(found.where, _("It only points to a question in another file or bank."), found.name)
            continue
        yield one(node, replace(found, ref=node.get("ident", ""), category=titles), picture_of)


def name_of(node: Element) -> str:
    return " ".join(node.get("title", "").split())[:200]


def one(node: Element, found: Found, picture_of: PictureOf) -> Finding:
    try:
        item = item_of(node, picture_of)
    except Unsayable as unsayable:
        return Skipped(found.where, unsayable.why, found.name)
    return finding(item, found)


def item_of(node: Element, picture_of: PictureOf) -> Item:
    def words(html: str) -> Piece:
        return piece(html, picture_of)

    asked = asks(node)
    judge = judge_of(node, asked.rules)
    feedback = {part.get("ident", ""): words(html_of(part)) for part in node.iter("itemfeedback")}
    presentation = node.find("presentation")
    html = html_of(presentation) if presentation is not None else ""
    base = Item(NOTHING_SAID, (), judge, feedback=feedback, named=NAMED, most=points_for_people(asked))
    if asked.kind == "file_upload_question":
        return with_files(replace(base, stem=words(html), boxes=boxes_of(asked, words)), presentation)
    if asked.kind in CANVAS_GAPS:
        boxes = gap_boxes(asked, words)
        return replace(base, boxes=boxes, judge=typed_judge(judge, boxes), text=gap_text(words(gap_html(html, boxes))), most=None)
    if is_matching(asked, asked.nodes):
        box, own = matching_box(asked, words)
        return replace(base, stem=words(html), boxes=(box,), judge=pair_judge(judge, own), most=None)
    return with_boxes(base, asked, presentation, words)


def with_boxes(item: Item, asked: Asks, presentation: Element | None, words: Words) -> Item:
    """One box under its words, or several in a text."""
    boxes = boxes_of(asked, words)
    numbers = {id(node): place for place, node in enumerate(asked.nodes, start=1)}
    html = marked_html(presentation, numbers) if presentation is not None else ""
    if len(boxes) > 1:
        return replace(item, boxes=boxes, text=gap_text(words(defused(html))), most=None)
    boxes, is_truth = true_first(boxes)
    people = bool(boxes) and boxes[0].shape == "essay"
    return replace(item, stem=words(BOXES.sub("", html)), boxes=boxes, is_truth=is_truth, most=item.most if people else None)


def points_for_people(asked: Asks) -> Fraction | None:
    return number(asked.facts.get("points_possible", "")) or number(asked.facts.get("cc_weighting", ""))


def with_files(item: Item, presentation: Element | None) -> Item:
    """Canvas writes on the presentation which files are wanted."""
    wanted = presentation.get("allowed_types", "") if presentation is not None else ""
    count = presentation.get("files_count", "") if presentation is not None else ""
    kinds, notes = accepted(wanted.split(","))
    more = {"accept": kinds, **limits(int(count) if count.isdigit() and len(count) < 5 else None, None)}
    return replace(item, boxes=(replace(item.boxes[0], more=more),), notes=notes)


def pair_judge(judge: Judge, own: Mapping[tuple[str, str], str]) -> Judge:
    """Answers of the one box for matching, as the many boxes of the file."""

    def judged(answers: Answers) -> Verdict:
        pairs = [pair.split(" ", 1) for pair in answers.get("matching", ())]
        return judge({row: (own[row, choice],) for row, choice in pairs if (row, choice) in own})

    return judged
