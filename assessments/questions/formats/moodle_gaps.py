"""Gaps: Moodle's embedded answers ("Cloze"), and gapselect and ddwtos, whose gaps choose from groups of words.

The syntax is `{share:KIND:answer~=right#feedback~%50%half}` (Moodle docs, "Embedded Answers (Cloze) question type").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from html import unescape
from math import gcd
from typing import Any

from assessments.questions.formats.found import Unsayable, letter
from assessments.questions.formats.html import Piece, sane, to_markdown
from assessments.questions.formats.moodle_choices import Draft
from assessments.questions.formats.moodle_grades import loose_grade, number
from assessments.questions.formats.moodle_own import own_fields, renamed_gaps
from assessments.questions.formats.moodle_typed import spread, typed_answer
from assessments.questions.formats.moodle_words import Words, read_as, words_in
from assessments.questions.formats.xml import child, text_of
from assessments.questions.words import say as _

LONGEST, MOST_STARTS = 50_000, 60
START = re.compile(
    r"\{(\d{0,9}):(NUMERICAL|NM|SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW"
    r"|MULTICHOICE_(?:V|H|S|VS|HS)|MULTICHOICE|MC(?:VS|HS|V|H|S)?|MULTIRESPONSE_(?:HS|H|S)|MULTIRESPONSE|MR(?:HS|H|S)?):"
)
FRACTION = re.compile(r"=|%(-?\d+(?:[.,]\d*)?)%")
ANSWER_ENDS = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)[~#}]")
BRACE = re.compile(r"(?<!\\)}")
FEEDBACK_ENDS = re.compile(r"(?<!\\)[~}]")
ESCAPED = re.compile(r"\\([}#~])")
PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
# Stands for a gap while the words around it are turned into Markdown.
HOLD = "\ue010"
HELD = re.compile(f"{HOLD}(\\d+){HOLD}")
MOST_SHARE = 100


@dataclass(frozen=True, slots=True)
class Alternative:
    worth: Fraction
    is_percent: bool
    answer: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Embedded:
    share: int
    kind: str
    alternatives: tuple[Alternative, ...]


def multianswer(words: Words) -> Draft:
    stem, text = stem_and_text(words)
    parts: list[str] = []
    gaps: list[Draft] = []
    shares = []
    for part in embedded(text):
        if isinstance(part, str):
            parts.append(part)
        else:
            parts.append(f"{HOLD}{len(gaps)}{HOLD}")
            gaps.append(gap(part))
            shares.append(part.share)
    return cloze(words, stem, "".join(parts), [gap | share for gap, share in zip(gaps, share_fields(shares), strict=True)])


def stem_and_text(words: Words) -> tuple[str, str]:
    """Moodle knows no stem apart from the text; our own export says where it ends."""
    text = source_of(words)
    length = own_fields(words.node).get("stem")
    return (text[:length], text[length:].strip()) if isinstance(length, int) and 0 < length < len(text) else ("", text)


def source_of(words: Words) -> str:
    node = child(words.node, "questiontext")
    text = sane("" if node is None else words_in(node)).replace(HOLD, "")
    if len(text) > LONGEST or len(START.findall(text)) > MOST_STARTS:
        raise Unsayable(_("Its text is too long."))
    return text


def cloze(words: Words, stem: str, held: str, gaps: list[Draft]) -> Draft:
    """The question with its gaps named 1, 2, ... as they stand, unless our own export names them."""
    if not gaps:
        raise Unsayable(_("There is no gap in its text."))
    named = renamed_gaps([{"id": str(place), **gap} for place, gap in enumerate(gaps, start=1)], own_fields(words.node))
    node = child(words.node, "questiontext")
    place = words.node if node is None else node
    text = with_markers(read_as(words.format, held, place), [gap["id"] for gap in named])
    asked = read_as(words.format, stem, place) if stem else Piece(said := _("Fill the gaps."), said)
    return {"kind": "cloze", **words.shared(), "stem": asked, "text": text, "gaps": named}


def with_markers(text: Piece, ids: list[str]) -> Piece:
    """Brackets that the words themselves have must not look like a gap."""

    def marked(words: str) -> str:
        return HELD.sub(lambda found: f"[[{ids[int(found[1])]}]]", words.replace("[[", "[ ["))

    return replace(text, plain=marked(text.plain), markdown=marked(text.markdown))


def embedded(text: str) -> Iterator[str | Embedded]:
    """The text and its gaps in order. What only looks like the start of a gap is text."""
    here = 0
    last = max((brace.end() for brace in BRACE.finditer(text)), default=0)
    for start in START.finditer(text):
        found = alternatives(text, start.end()) if here <= start.start() < last else None
        if found is not None:
            yield text[here : start.start()]
            here = found[1]
            yield Embedded(int(start[1] or 1), start[2], found[0])
    yield text[here:]


def alternatives(text: str, here: int) -> tuple[tuple[Alternative, ...], int] | None:
    """The alternatives from a place on, and the place behind their closing brace; None without one."""
    found = []
    while True:
        fraction = FRACTION.match(text, here)
        here = fraction.end() if fraction else here
        first = ANSWER_ENDS.search(text, here + 1)
        end = FEEDBACK_ENDS.search(text, first.end()) if first and first[0] == "#" else first
        if not first or not end:
            return None
        answer, feedback = text[here : first.start()], text[first.end() : end.start()]
        percent = fraction[1] if fraction else None
        worth = loose_grade(percent) if percent else Fraction(fraction is not None)
        found.append(Alternative(worth, percent is not None, bare(answer), bare(feedback)))
        here = end.end()
        if end[0] == "}":
            return tuple(found), here


def bare(text: str) -> str:
    """Without the escapes of the syntax and of the HTML editor."""
    return ESCAPED.sub(r"\1", unescape(text))


def gap(part: Embedded) -> Draft:
    if part.kind in ("NUMERICAL", "NM"):
        return {"kind": "numeric", "answers": [numeric_line(place, one) for place, one in enumerate(part.alternatives)]}
    if part.kind.startswith(("SHORTANSWER", "SA", "MW")):
        case = {"case": True} if part.kind.endswith("C") else {}
        lines = [{**line(place, one), **typed_answer(one.answer), **case} for place, one in enumerate(part.alternatives)]
        return {"kind": "short_text", "answers": lines}
    fixed = {} if part.kind.endswith("S") else {"fixed": True}
    return {**(several(part) if part.kind.startswith(("MULTIR", "MR")) else one_of(part)), **fixed}


def line(place: int, one: Alternative) -> Draft:
    feedback = {"feedback": says} if (says := to_markdown(one.feedback)) else {}
    return {"id": letter(place), "worth": str(one.worth), **feedback}


def numeric_line(place: int, one: Alternative) -> Draft:
    text = to_markdown(one.answer).line
    if text == "*":
        return {**line(place, one), "any": True}
    value, _colon, margin = text.partition(":")
    middle, tolerance = number(value), number(margin or "0")
    if middle is None or tolerance is None:
        raise Unsayable(_("“{text}” is not a number.").format(text=text[:40]))
    return {**line(place, one), **spread(middle, abs(tolerance))}


def one_of(part: Embedded) -> Draft:
    lines = [{**line(place, one), "text": to_markdown(one.answer).line} for place, one in enumerate(part.alternatives)]
    key = next((each["id"] for each in lines if each["worth"] == "1"), None)
    if key is None:
        raise Unsayable(_("In a gap no line is worth the whole point."))
    return {
        "kind": "single_choice",
        "options": [without_worth(each) if each["worth"] == "0" or each["id"] == key else each for each in lines],
        "key": key,
    }


def without_worth(each: Draft) -> Draft:
    return {name: value for name, value in each.items() if name != "worth"}


def several(part: Embedded) -> Draft:
    """Lines that are right share the point among them; where no percentage says otherwise a wrong one takes away as much as a right one
    gives (Moodle 3.5 and later), which is our rule "partial"."""
    total = sum((one.worth for one in part.alternatives if one.worth > 0), Fraction(0))
    if total == 0:
        raise Unsayable(_("In a gap no line is worth anything."))
    shared = [replace(one, worth=one.worth / total if one.worth > 0 else one.worth) for one in part.alternatives]
    options = [{**line(place, one), "text": to_markdown(one.answer).line} for place, one in enumerate(shared)]
    keys = [each["id"] for each, one in zip(options, shared, strict=True) if one.worth > 0]
    if any(one.is_percent for one in part.alternatives):
        options = [without_worth(each) if each["worth"] == "0" else each for each in options]
        return {"kind": "multiple_response", "options": options, "keys": keys, "rule": "worth"}
    return {"kind": "multiple_response", "options": [without_worth(each) for each in options], "keys": keys, "rule": "partial"}


def share_fields(shares: list[int]) -> list[dict[str, Any]]:
    """Shares in lowest terms where they are too large as they stand."""
    if any(share == 0 for share in shares):
        raise Unsayable(_("A gap counts for nothing."))
    largest = max(shares, default=1)
    common = reduce(gcd, shares, 0) if largest > MOST_SHARE else 1
    return [{} if share == common else {"share": str(share // common)} for share in shares]


def select_missing_words(words: Words) -> Draft:
    """`[[2]]` is a gap in which the second word is right, among the words of its group."""
    nodes = [*words.every("selectoption"), *words.every("dragbox")]
    offered = [(text_of(node, "group") or text_of(node, "draggroup") or "1", to_markdown(words_in(node)).line) for node in nodes]
    gaps: list[Draft] = []

    def held(found: re.Match[str]) -> str:
        wanted = int(found[1]) - 1
        if not 0 <= wanted < len(offered):
            raise Unsayable(_("A gap names a word that is not there."))
        gaps.append(group_gap(offered, wanted, fixed=not words.is_true("shuffleanswers", otherwise=False)))
        return f"{HOLD}{len(gaps) - 1}{HOLD}"

    return cloze(words, "", PLACE.sub(held, source_of(words)), gaps)


def group_gap(offered: list[tuple[str, str]], wanted: int, *, fixed: bool) -> Draft:
    options = [{"id": letter(place), "text": text} for place, (group, text) in enumerate(offered) if group == offered[wanted][0]]
    return {"kind": "single_choice", "options": options, "key": letter(wanted)} | ({"fixed": True} if fixed else {})
