"""The little Markdown of a step: paragraphs, bold, italics, lists and links. Both ways, and to one way of writing it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessments.questions.formats.markdown_writing import block_texts
from assessments.questions.formats.nodes import parsed
from assessments.questions.texts import CONTROLS

MARKS = ("strong", "em", "link")
LISTS = ("bullet_list", "ordered_list", "list_item")
PLAIN = {"inline", "text", "text_special", "softbreak", "hardbreak"} | {
    f"{name}_{end}" for name in ("paragraph", *MARKS, *LISTS) for end in ("open", "close")
}
# What an edition keeps (courses/services/build_edition.py), but for headings: those are blocks of their own.
TAGS = {"p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "a"}
SCHEMES = {"http", "https", "mailto", "tel", "sms"}
SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
# The writer of Markdown knows whole addresses only; ours begin with a slash.
HERE = "https://here.invalid"
OWN_ADDRESS = re.compile(r'(<a [^>]*href=")(?=/(?!/))')
MOST_ROUNDS = 6
AS_STORED = (("<strong>", "<b>"), ("</strong>", "</b>"), ("<em>", "<i>"), ("</em>", "</i>"))

_renderer = MarkdownIt("commonmark", {"html": False})
_finder = MarkdownIt("commonmark", {"html": True})
_finder.validateLink = lambda url: True  # type: ignore[method-assign]  # found and named, rather than left as words


def to_html(markdown: str) -> str:
    """Tidy Markdown as the editor of the workshop would store it, so that an edition has the same bytes whichever way its words came."""
    html = _rendered(markdown).replace("\n", "")
    for said, stored in AS_STORED:
        html = html.replace(said, stored)
    return html


def _rendered(markdown: str) -> str:
    return _clean(_renderer.render(markdown)).strip()


def from_html(html: str) -> str:
    """Rich text without references to pages -> the one way to write it. What Markdown cannot say is left out, its words stay."""
    return tidy(_written(_clean(html)))


def tidy(markdown: str) -> str:
    """The same words in the one way we write them: a paragraph is a line. What is tidy stays letter by letter."""
    for _round in range(MOST_ROUNDS):
        again = _written(_rendered(markdown))
        if again == markdown:
            break
        markdown = again
    return markdown


def _written(html: str) -> str:
    whole = OWN_ADDRESS.sub(rf"\1{HERE}", html)
    return CONTROLS.sub("", "\n\n".join(block_texts(parsed(whole)))).replace(f"]({HERE}", "](")


def _clean(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)


def problems(markdown: str) -> Iterator[tuple[int, str, str]]:
    """(line within the text from 0, code, detail) of everything that cannot stand here."""
    for token in _finder.parse(markdown):
        line = token.map[0] if token.map else 0
        yield from ((line + ahead, code, detail) for ahead, code, detail in _token_problems(token))


def _token_problems(token: Token) -> Iterator[tuple[int, str, str]]:
    if token.type in ("html_block", "html_inline"):
        yield 0, "html", token.content.strip().splitlines()[0][:40]
    elif token.type == "link_open":
        yield from _link_problems(str(token.attrs.get("href", "")))
    elif token.type not in PLAIN and not token.type.endswith("_close"):
        yield 0, "markdown_beyond", token.type.removesuffix("_open")
    yield from _inside(token.children or ())


def _inside(tokens: Iterable[Token]) -> Iterator[tuple[int, str, str]]:
    line = 0
    for token in tokens:
        yield from ((line + ahead, code, detail) for ahead, code, detail in _token_problems(token))
        line += token.type in ("softbreak", "hardbreak")


def _link_problems(address: str) -> Iterator[tuple[int, str, str]]:
    scheme = SCHEME.match(address)
    allowed = scheme[1].lower() in SCHEMES if scheme else address.startswith("/") and not address.startswith("//")
    if not allowed:
        yield 0, "link_to", address[:60]
