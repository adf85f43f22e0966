"""Material of QTI 1.2 (mattext, matimage, ...) as HTML, and the words of a presentation with a mark where each box stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from assessments.questions.formats.html import PictureOf, Piece, from_plain, to_markdown

RESPONSES = frozenset({"response_lid", "response_str", "response_num", "response_xy", "response_grp", "response_extension"})
TEXTS = frozenset({"mattext", "matemtext"})
PICTURES = frozenset({"matimage"})
MEDIA = frozenset({"mataudio", "matvideo", "matapplet", "matapplication"})
LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|span|br|img|b|i|u|strong|em|ul|ol|li|table|h[1-6]|a|sub|sup|font|pre|code)\b[^>]*>", re.IGNORECASE
)
BARE = re.compile(r"(?:<(?:p|div|span)>)*([^<&]*)(?:</(?:p|div|span)>)*")
# Stands for the place of a box while words become Markdown.
BOX = "\uf8e0{}\uf8e1"
BOXES = re.compile("\uf8e0(\\d+)\uf8e1")
ANY_MARK = re.compile("[\uf8e0\uf8e1]")


def piece(html: str, picture_of: PictureOf) -> Piece:
    """HTML as a text. Most is one bare paragraph, which needs no parser."""
    bare = BARE.fullmatch(html.strip())
    return from_plain(" ".join(bare[1].split())) if bare else to_markdown(html, picture_of)


def html_of(node: Element) -> str:
    """All material below a node, boxes and what belongs to them left out."""
    return "".join(pieces(node))


def pieces(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag in RESPONSES or child.tag in ("response_label", "render_choice", "render_fib", "render_extension"):
            continue
        if child.tag in TEXTS | PICTURES | MEDIA or child.tag == "matbreak":
            yield one(child)
        elif child.tag == "material":
            yield f"<div>{html_of(child)}</div>"
        else:
            yield html_of(child)


def one(node: Element) -> str:
    if node.tag in TEXTS:
        return text_html(node)
    if node.tag in PICTURES:
        return f'<img src="{escape(node.get("uri", ""))}" alt="{escape(node.get("label", ""))}">'
    return "<br>" if node.tag == "matbreak" else f"<{'audio' if node.tag == 'mataudio' else 'video'}></video>"


def text_html(node: Element) -> str:
    """HTML as it is; plain words escaped. Elements inside (some write HTML as XML) are HTML whatever the type says."""
    if len(node):
        return escape(node.text or "") + "".join(ElementTree.tostring(child, encoding="unicode", method="html") for child in node)
    text, kind = ANY_MARK.sub("", node.text or ""), node.get("texttype", "").strip().lower()
    if kind in ("text/html", "text/xhtml", "html") or (not kind and LOOKS_LIKE_HTML.search(text)):
        return text
    return escape(text, quote=False)


def marked_html(presentation: Element, numbers: dict[int, int]) -> str:
    """The words of a presentation with BOX where each box stands. `numbers`: of boxes by the id() of their node."""
    found = []
    for child in presentation:
        if id(child) in numbers:
            found.append(boxed_html(child, numbers[id(child)]))
        elif child.tag in ("flow", "flow_mat", "flow_label"):
            found.append(f"<div>{marked_html(child, numbers)}</div>")
        elif child.tag == "material":
            found.append(f"<span>{html_of(child)}</span>")
    return " ".join(found)


def boxed_html(box: Element, number: int) -> str:
    """Words before the box, and inside a gap text those around it."""
    return f"<span>{html_of(box)}</span> {BOX.format(number)}"


def defused(html: str) -> str:
    """Without what would look like a gap of ours."""
    return html.replace("[[", "[ [")


def gap_text(words: Piece) -> Piece:
    """Marks as gaps of a text, by their numbers."""
    return replace(words, plain=BOXES.sub(r"[[\1]]", words.plain), markdown=BOXES.sub(r"[[\1]]", words.markdown))
