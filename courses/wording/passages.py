"""The words of a step with the place of each: which block, which field, and what is link or heading in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, TypeAlias

Block: TypeAlias = Mapping[str, Any]

# Somebody's own words are theirs: how they speak of themselves always wins (ux.md 4.9).
OWN_WORDS = frozenset({"quote", "story"})
# Sentences, by the name of their field; "" is a block that is nothing but text.
PROSE = frozenset(
    {"", "text", "html", "sentence", "short_version", "stem", "feedback", "feedback_true", "feedback_false", "why", "prompt", "meaning"}
    | {"intro", "consequence", "protects", "debrief", "task", "explanation"}
)
# A few words that name something: the word list looks at them, sentence lengths do not.
LABELS = frozenset({"title", "name", "topics", "term", "alt", "caption"})
HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
ENDS_A_LINE = frozenset({"p", "li", "br", "ul", "ol", "h2", "h3", "h4", "blockquote", "div"})


@dataclass(frozen=True)
class Passage:
    """What stands in one field. `path` leads there from the block, as the editor's form names it: "options.<id>.feedback"."""

    block_id: str
    path: str
    text: str
    is_prose: bool = True
    links: tuple[str, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Every field with words in reading order, without what people said about themselves."""
    for block in blocks:
        if block["type"] not in OWN_WORDS:
            yield from _walk(block["value"], block, (), "")


def _walk(value: Any, block: Block, path: tuple[str, ...], field: str) -> Iterator[Passage]:
    """`field`: the name of the field that the value stands in; rows of a list stand in the field of their list."""
    if isinstance(value, str):
        yield from _words(value, block, path, field)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walk(inner, block, (*path, name), name)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _row(item, block, path, field)


def _row(item: Any, block: Block, path: tuple[str, ...], field: str) -> Iterator[Passage]:
    """A row of a list: bare words, the editor's {"id", "value"}, or an edition's own values with an id among them."""
    here = (*path, str(item["id"])) if isinstance(item, Mapping) and item.get("id") else path
    inner = item["value"] if isinstance(item, Mapping) and "value" in item else item
    yield from _walk(inner, block, here, field)


def _words(source: str, block: Block, path: tuple[str, ...], field: str) -> Iterator[Passage]:
    if field not in PROSE | LABELS:
        return
    read = _Reader(source)
    if read.text:
        is_prose = field in PROSE and block["type"] != "heading"
        yield Passage(str(block["id"]), ".".join(path), read.text, is_prose, tuple(read.links), tuple(read.headings))


class _Reader(HTMLParser):
    """Rich text (or plain) -> plain text with a line for each paragraph, the words of links, and headings."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._since: dict[str, int] = {}
        self.feed(source)
        self.close()
        self.text = "\n".join(line for raw in "".join(self.pieces).splitlines() if (line := " ".join(raw.split())))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ENDS_A_LINE:
            self.pieces.append("\n")
        self._since[tag] = len(self.pieces)

    def handle_endtag(self, tag: str) -> None:
        inside = " ".join("".join(self.pieces[self._since.get(tag, 0) :]).split())
        if tag == "a":
            self.links.append(inside)
        if tag in HEADINGS:
            self.headings.append((HEADINGS[tag], inside))
        if tag in ENDS_A_LINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
