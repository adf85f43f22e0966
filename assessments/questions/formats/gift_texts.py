"""Words in GIFT: `[html]`, `[markdown]`, `[plain]` or `[moodle]` before them say how they are meant (Moodle docs, "GIFT format")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from markdown_it import MarkdownIt

from assessments.questions.formats.gift_lexer import escaped, unmarked
from assessments.questions.formats.html import Piece, from_markdown, from_plain, to_markdown
from assessments.questions.formats.nodes import KNOWN_TAGS
from assessments.questions.shared import texts_in

STYLE = re.compile(r"\s*\[(moodle|html|plain|markdown)\]")
USUAL_STYLE = "moodle"
OTHER_TAGS = "span|font|u|s|del|ins|strike|small|big|mark|audio|video|source|iframe|script|style"
TAGS = rf"/?(?:{'|'.join(sorted(KNOWN_TAGS))}|{OTHER_TAGS})\b"
HTML = re.compile(rf"<(?:{TAGS}[^<>]*>|!--)", re.IGNORECASE)
STRAY = re.compile(rf"<(?!{TAGS}|!--)", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
BESIDE_TAGS = re.compile(r"(?<=>)[ \t]*\n|\n[ \t]*(?=<)")
MARKDOWN = MarkdownIt("commonmark").enable("table")
LONGEST_MIXED = 100_000
GAP = "_____"
MARKDOWN_GAP = r"\_" * len(GAP)


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they stand in the file (marked), and their style."""

    text: str
    style: str = USUAL_STYLE

    @property
    def lines(self) -> str:
        """Without the spaces around each line of the file; a line break that was written as `\\n` keeps what is beside it."""
        return unmarked("\n".join(line.strip() for line in self.text.split("\n"))).strip()

    @property
    def line(self) -> str:
        """In one line, for what is typed and for lines in a select."""
        return " ".join(line.strip() for line in self.lines.split("\n")).strip()

    @property
    def piece(self) -> Piece:
        if self.style == "markdown":
            return from_foreign_markdown(unmarked(self.text))
        if self.style == "html":
            return trimmed(to_markdown(unmarked(self.text)))
        return from_moodle(self.lines) if self.style == USUAL_STYLE else from_plain(self.lines)


def words_of(text: str, style: str = USUAL_STYLE) -> Words:
    """`style`: of the question, for a part of it that names none."""
    named = STYLE.match(text)
    return Words(text[named.end() :], named[1]) if named else Words(text, style)


def from_moodle(text: str) -> Piece:
    """Moodle's own style: plain words with line breaks, in which HTML counts where there is some."""
    if not is_html(text):
        return from_plain(text)
    return trimmed(to_markdown(STRAY.sub("&lt;", BESIDE_TAGS.sub(" ", text)).replace("\n", "<br>")))


def trimmed(piece: Piece) -> Piece:
    """Without spaces at its ends that do not break: Moodle leaves out all kinds of spaces there, and so do we on the way back."""
    return replace(piece, plain=piece.plain.strip(), markdown=piece.markdown.strip())


def from_foreign_markdown(text: str) -> Piece:
    """Kept as it is, if no HTML is mixed in: ours has none. What is much too long for a question is not worth the work."""
    is_mixed = len(text) <= LONGEST_MIXED and HTML.search(text)
    return trimmed(to_markdown(MARKDOWN.render(text))) if is_mixed else from_markdown(text)


def is_html(text: str) -> bool:
    return bool(HTML.search(text)) or any(unescape(found) != found for found in ENTITY.findall(text))


def with_gap(before: str, after: str) -> str:
    """A missing word as Moodle shows it. In Markdown a row of such signs alone would be a line across the page."""
    return before + (MARKDOWN_GAP if words_of(before).style == "markdown" else GAP) + after


def style_of(definition: Mapping[str, Any]) -> str:
    """In which style the words of a definition are written, so that none of them is taken for HTML."""
    if "markup" in definition:
        return "markdown"
    return "plain" if any(is_html(text) or STYLE.match(text) for _path, text in texts_in(definition)) else USUAL_STYLE


def written(text: str, style: str) -> str:
    """Words of a question that has this style. Where they would be taken for something else, the style stands before them once more."""
    needs_style = STYLE.match(text) or text.startswith(("%", "//"))
    return (f"[{style}]" if needs_style else "") + escaped(text)
