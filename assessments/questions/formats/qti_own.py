"""What QTI has no words for and our own export brings back: an outcome whose default is JSON. Other systems pass over it.

It never decides about points: a rule named there is only tried first, and every text must mean what the item says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from assessments.questions.formats.html import PictureOf, Piece, from_plain, to_html, to_markdown
from assessments.questions.shared import texts_in

OUTCOME = "ALONGSIDE"
PLAIN, MARKDOWN = "plain", "markdown"
LONGEST = 200_000
# Fields of a definition that hold words, by the last name of their path. (Accepted answers are not words: they are compared.)
WORDS = re.compile(
    r"stem|why|text|after\.(?:whole|part|none)|(?:.*\.)?feedback(?:_true|_false)?|(?:.*\.)?(?:options|rows|choices)\[\d+\]\.text"
)

ESCAPED_GAP = re.compile(r"\\\[\\\[([a-z0-9-]+)\\\]\\\]")

Hints = Mapping[str, Any]


def hints_of(text: str) -> Hints:
    """{} when there are none, or none that can be read. Everything in them is checked like the rest of a definition."""
    if not text or len(text) > LONGEST:
        return {}
    try:
        hints = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in hints.items() if is_sane(name, value)} if isinstance(hints, dict) else {}


def is_sane(name: str, value: Any) -> bool:
    if name in ("category", "tags"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name in ("shares", "texts"):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if name == "gaps":
        return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    return True


def plain_words(html: str) -> Piece:
    """Words that our export wrote without any markup, as they were."""
    lines = re.sub(r"<br/?>\n?|</div>\s*<div>", "\n", html)
    return from_plain(unescape(re.sub("<[^>]*>", "", lines)))


def with_own_texts(definition: dict[str, Any], hints: Hints, picture_of: PictureOf) -> dict[str, Any]:
    """Markdown as it was written, wherever the item still says what it says."""
    texts = hints.get("texts")
    if not texts or definition.get("markup") != MARKDOWN:
        return definition

    def own(path: str, text: str) -> str:
        was = texts.get(path, text)
        return was if was != text and WORDS.fullmatch(path) and normal(was, picture_of) == text else text

    return dict(mapped(definition, own))


def mapped(value: Any, change: Any, path: str = "") -> Any:
    """A JSON value with every text changed by change(path, text)."""
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, Mapping):
        return {name: mapped(inner, change, f"{path}.{name}" if path else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [mapped(inner, change, f"{path}[{place}]") for place, inner in enumerate(value)]
    return value


def normal(markdown: str, picture_of: PictureOf) -> str:
    """The Markdown that comes back from its HTML, with gaps as they are."""
    return ESCAPED_GAP.sub(r"[[\1]]", to_markdown(to_html(markdown, MARKDOWN), picture_of).markdown)


def own_texts(definition: Mapping[str, Any], picture_of: PictureOf) -> Iterator[tuple[str, str]]:
    """Texts that would come back in other words, by their path."""
    for path, text in texts_in(definition):
        if WORDS.fullmatch(path) and normal(text, picture_of) != text:
            yield path, text
