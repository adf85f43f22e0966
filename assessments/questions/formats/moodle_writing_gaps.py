"""A cloze as Moodle's embedded answers. Signs of the syntax are written as HTML entities, which Moodle reads back."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from html import escape
from typing import Any

from assessments.questions.formats.html import to_html
from assessments.questions.formats.moodle_grades import percent_text
from assessments.questions.formats.moodle_own import lines_of
from assessments.questions.formats.moodle_page import Page
from assessments.questions.formats.moodle_writing_kinds import typed_text, value_and_tolerance
from assessments.questions.gaps import MARKER
from assessments.questions.worth import worth_of

SIGNS = str.maketrans({"}": "&#125;", "#": "&#35;", "~": "&#126;", "\\": "&#92;", "{": "&#123;", "\n": "&#10;"})


def cloze(page: Page) -> None:
    """Moodle has one text: the stem stands before the gaps in a paragraph of its own."""
    definition = page.definition
    gaps = {gap["id"]: gap for gap in definition["gaps"]}
    named = [gaps[name] for name in MARKER.findall(definition["text"])]
    page.node.set("type", "cloze")
    text = MARKER.sub(lambda found: embedded(page, gaps[found[1]]), definition["text"])
    page.words(page.node, "questiontext", f"{definition['stem'].strip()}\n\n{text}".strip())
    page.own["gaps"] = [[gap["id"], [line["id"] for line in lines_of(gap)]] for gap in named]
    stem = page.with_names(definition["stem"]) if page.has_markup else definition["stem"]
    if stem.strip():
        page.own["stem"] = len(stem.strip())


def embedded(page: Page, gap: Mapping[str, Any]) -> str:
    parts = "~".join(alternative(page, gap, line) for line in lines_of(gap))
    return f"{{{gap.get('share', '1')}:{kind(gap)}:{parts}}}"


def kind(gap: Mapping[str, Any]) -> str:
    if gap["kind"] == "numeric":
        return "NUMERICAL"
    if gap["kind"] == "short_text":
        return "SHORTANSWER_C" if gap["answers"][0].get("case") else "SHORTANSWER"
    name = "MULTICHOICE" if gap["kind"] == "single_choice" else "MULTIRESPONSE"
    return name if gap.get("fixed") else f"{name}_S"


def alternative(page: Page, gap: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    before = partly(gap, line) if gap.get("rule") == "partial" else fraction(worth_in(gap, line))
    feedback = line.get("feedback", "")
    after = f"#{signs(to_html(feedback, page.definition.get('markup', '')))}" if feedback else ""
    return before + answer(gap, line) + after


def partly(gap: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    """Without a percentage Moodle does by itself what our rule "partial" says."""
    return "=" if line["id"] in gap["keys"] else ""


def fraction(worth: Fraction) -> str:
    return "=" if worth == 1 else f"%{percent_text(worth)}%"


def worth_in(gap: Mapping[str, Any], line: Mapping[str, Any]) -> Fraction:
    return Fraction(1) if line["id"] == gap.get("key") else worth_of(line.get("worth"))


def answer(gap: Mapping[str, Any], line: Mapping[str, Any]) -> str:
    """Lines to choose are HTML in Moodle, what is typed is not."""
    if gap["kind"] == "numeric":
        value, tolerance = value_and_tolerance(line)
        return f"{value}:{tolerance}" if tolerance not in ("", "0") else value
    return signs(typed_text(line) if gap["kind"] == "short_text" else escape(line["text"]))


def signs(text: str) -> str:
    return escape(text, quote=False).translate(SIGNS)
