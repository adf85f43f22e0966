"""HTML of other people's questions as our light Markdown (what `assessments/rich.py` shows), and as plain words.

`to_markdown(html, picture_of)` gives a `Piece`. A reader builds its definition with pieces where texts belong and calls `settled`, which
decides once for the whole question whether it needs `markup`, and collects its pictures. HTML is cleaned with nh3 before anything looks at
it, and no address in it is ever opened: pictures come from `data:` or from `picture_of`, which knows what the file itself brought.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import nh3
from markdown_it import MarkdownIt

from assessments.questions.formats.markdown_writing import block_texts, escaped_lines
from assessments.questions.formats.nodes import KNOWN_TAGS, Node, parsed
from assessments.questions.formats.plain_writing import plain_text
from assessments.questions.shared import DECORATES
from assessments.questions.texts import CONTROLS
from assessments.questions.words import say as _

PictureOf = Callable[[str], bytes | None]

CLEANER = nh3.Cleaner(
    tags=KNOWN_TAGS,
    attributes={"a": {"href"}, "img": {"src", "alt"}},
    url_schemes={"http", "https", "mailto", "tel", "sms", "data"},
    link_rel=None,
)
# Cleaning takes time that grows with the square of the depth of tags; nobody's question has so many.
MOST_TAGS = 1_000
MOST_PICTURES = 50  # in one text
LONGEST_ALT = 400
PLUGIN_FILE = "@@PLUGINFILE@@/"
DATA = re.compile(r"data:image/[\w.+-]+(;[\w=.+-]+)*?(;base64)?,", re.IGNORECASE)
LONE_PARAGRAPH = re.compile(r"(?:<p(?: [^<>]*+)?>)?([^<&]*+)(?:</p>)?\s*+")
SOUND_OR_FILM = re.compile(r"<(?:audio|video|iframe|object|embed)\b", re.IGNORECASE)
SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
# Characters that stand for something else inside this package and in assessments/rich.py.
RESERVED = re.compile("[\ue000-\ue00f]")
OUR_PICTURE = re.compile(r'<img src="image:([0-9a-f]{64})"')
RENDERER = MarkdownIt("commonmark", {"html": False}).enable("table")
MARKDOWN_PICTURE = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\(<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One text. `plain` is for places without markup, `markdown` for the others; `pictures` and `alts` are by SHA-256 of the bytes."""

    plain: str
    markdown: str
    needs_markup: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.plain or self.markdown)

    @property
    def line(self) -> str:
        """The plain words in one line: for what is typed, and for lines in a select."""
        return " ".join(self.plain.split())


@dataclass(frozen=True, slots=True)
class Settled:
    """A finished definition with what belongs to it (see `Found`)."""

    definition: dict[str, Any]
    pictures: Mapping[str, bytes]
    notes: tuple[str, ...]


def no_pictures(name: str) -> bytes | None:
    return None


def to_markdown(html: str, picture_of: PictureOf = no_pictures) -> Piece:
    """`picture_of` is asked with the `src` as it was written (unquoted, without @@PLUGINFILE@@/) and gives the bytes, or None."""
    html = sane(html)
    lone = LONE_PARAGRAPH.fullmatch(html)
    if lone:  # most texts are one: there is nothing to clean
        return from_plain(" ".join(lone[1].split()))
    notes = [_("A sound or a film could not be brought along.")] if SOUND_OR_FILM.search(html) else []
    if html.count("<") > MOST_TAGS:
        return from_plain(" ".join(unescape(re.sub("<[^<>]*>", " ", html)).split()), notes=(_("Its formatting was left out."),))
    tree = parsed(CLEANER.clean(html))
    album = Album(picture_of, notes)
    album.fill(tree)
    plain, markdown = plain_text(tree), "\n\n".join(block_texts(tree))
    needs_markup = markdown != escaped_lines(plain) or "\n" in plain
    return Piece(plain, markdown, needs_markup, album.pictures, album.alts, tuple(dict.fromkeys(album.notes)))


def from_plain(text: str, notes: tuple[str, ...] = ()) -> Piece:
    """Words without any markup, shown as they are written."""
    text = sane(text).strip()
    return Piece(text, escaped_lines(text), notes=notes)


def from_markdown(text: str, picture_of: PictureOf = no_pictures) -> Piece:
    """Markdown of somebody else's, or our own on its way back. It is kept letter by letter but for its pictures."""
    album = Album(picture_of, [])

    def placed(found: re.Match[str]) -> str:
        alt = re.sub(r"\\(.)", r"\1", found[1])
        name = album.kept(found[2], DECORATES if alt == "" else alt.strip())
        return f"![](image:{name})" if name else escaped_lines(alt)

    text = sane(text).strip()
    markdown = MARKDOWN_PICTURE.sub(placed, text) if text.count("![") <= MOST_PICTURES else text
    return Piece(markdown, markdown, bool(markdown), album.pictures, album.alts, tuple(dict.fromkeys(album.notes)))


def to_html(text: str, markup: str = "", picture: Callable[[str], str] = str) -> str:
    """The other way: words of a definition as HTML. `picture` gives the address for the SHA-256 of a picture."""
    if markup != "markdown":
        return escape(text).replace("\n", "<br>\n")
    return OUR_PICTURE.sub(lambda found: f'<img src="{escape(picture(found[1]))}"', RENDERER.render(text)).strip()


def sane(text: str) -> str:
    """Without what no text here may hold, and with plain line ends."""
    return RESERVED.sub("", CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def settled(draft: Mapping[str, Any]) -> Settled:
    """The definition with every piece as text. One piece that needs markup makes all of them Markdown."""
    pieces = list(pieces_in(draft))
    markup = any(piece.needs_markup for piece in pieces)
    definition = worded(dict(draft), markup)
    alts = {name: alt for piece in pieces for name, alt in piece.alts.items()}
    if markup:
        definition["markup"] = "markdown"
    if alts:
        definition["images"] = alts
    pictures = {name: content for piece in pieces for name, content in piece.pictures.items()}
    return Settled(definition, pictures, tuple(dict.fromkeys(note for piece in pieces for note in piece.notes)))


def pieces_in(value: Any) -> Iterator[Piece]:
    if isinstance(value, Piece):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from pieces_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pieces_in(inner)


def worded(value: Any, markup: bool) -> Any:
    if isinstance(value, Piece):
        return value.markdown if markup else value.plain
    if isinstance(value, Mapping):
        return {name: worded(inner, markup) for name, inner in value.items()}
    return [worded(inner, markup) for inner in value] if isinstance(value, list) else value


@dataclass
class Album:
    """The pictures of one text."""

    picture_of: PictureOf
    notes: list[str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def fill(self, tree: Node) -> None:
        """Give every <img> the SHA-256 of what it shows as its `image`; one that is not there becomes its words."""
        for image in tree.every("img"):
            alt = " ".join(image.attributes["alt"].split()) if "alt" in image.attributes else None
            name = self.kept(image.attributes.get("src", ""), DECORATES if alt == "" else alt or "")
            if name:
                image.attributes["image"] = name
            elif alt:
                image.children = [alt]
        for link in tree.every("a"):
            if PLUGIN_FILE in link.attributes.get("href", ""):
                self.notes.append(_("A file that it links to could not be brought along."))

    def kept(self, src: str, alt: str) -> str:
        """The SHA-256 of a picture that is here, otherwise "" and a note."""
        content = self.content(src) if self.asked < MOST_PICTURES else None
        self.asked += 1
        if content is None or picture_kind(content) == "":
            self.notes.append(_("Its picture “{name}” could not be brought along.").format(name=src[:60]))
            return ""
        name = hashlib.sha256(content).hexdigest()
        self.pictures[name] = content
        self.alts[name] = self.alts.get(name) or alt[:LONGEST_ALT]
        return name

    def content(self, src: str) -> bytes | None:
        if src[:5].lower() == "data:":
            return data_content(src)
        if re.match(r"(?i)https?:|//", src) or not src:
            return None
        return self.picture_of(unquote(src).removeprefix(PLUGIN_FILE))


def data_content(src: str) -> bytes | None:
    """What a `data:` address of a picture holds (RFC 2397)."""
    head = DATA.match(src)
    if not head:
        return None
    try:
        return base64.b64decode(unquote(src[head.end() :])) if head[2] else unquote_to_bytes(src[head.end() :])
    except (binascii.Error, ValueError):
        return None


def picture_kind(content: bytes) -> str:
    """The usual ending of a file with such a picture, by its first bytes; "" when it is none that could be shown."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in SIGNATURES.items() if content.startswith(signature)), "")
