"""Everything that is to be said about the words of one step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from .passages import Block, Passage, passages
from .reading import ASK_WORDS, LIX_LIMIT, begins, lix_of, long_sentences
from .word_list import Word, hits

Level: TypeAlias = Literal["stop", "ask", "warn"]
Code: TypeAlias = Literal["long_sentence", "hard_to_read", "word", "vague_link", "heading_order", "no_landing"]
TITLE_LEVEL = 1  # the step's own title
# Link words that say nothing when they are read alone, as screen readers list them.
VAGUE = {
    "en": frozenset(
        {"", "click here", "click", "here", "this", "link", "this link", "this page", "more", "read more", "find out more", "learn more"}
    )
}
ADDRESS = ("http://", "https://", "www.")


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `block_id` "" is the step as a whole; `values` fill the sentence that says it."""

    code: Code
    level: Level
    block_id: str = ""
    path: str = ""
    values: Mapping[str, str | int | float] = field(default_factory=dict)


def look_at(blocks: Sequence[Block], *, words: Sequence[Word] = (), language: str = "en") -> list[Finding]:
    """All findings about a step, block by block, and last what is true of the whole."""
    found = list(passages(blocks))
    return [
        *_no_landing(blocks),
        *(finding for passage in found for finding in _passage(passage, words, language)),
        *_heading_order(blocks, found),
        *_hard_to_read(found),
    ]


def _passage(passage: Passage, words: Sequence[Word], language: str) -> Iterator[Finding]:
    where = {"block_id": passage.block_id, "path": passage.path}
    if passage.is_prose:
        for sentence, count in long_sentences(passage.text):
            level: Level = "ask" if count > ASK_WORDS else "warn"
            yield Finding("long_sentence", level, **where, values={"words": count, "begins": begins(sentence)})
    for word in hits(passage.text, words, language):
        yield Finding("word", "ask", **where, values={"phrase": word.phrase, "instead": word.instead, "why": word.why})
    for link in passage.links:
        if _is_vague(link, language):
            yield Finding("vague_link", "ask", **where, values={"link": link})


def _is_vague(link: str, language: str) -> bool:
    said = link.casefold().strip(" .…»>→")
    return said.startswith(ADDRESS) or said in VAGUE.get(language.split("-")[0].lower(), VAGUE["en"])


def _heading_order(blocks: Sequence[Block], found: Sequence[Passage]) -> Iterator[Finding]:
    """Headings go down one level at a time, beginning under the step's title."""
    levels = [(TITLE_LEVEL, "", "", ""), *_headings(blocks, found)]
    for (before, *_), (level, text, block_id, path) in pairwise(levels):
        if level > before + 1:
            yield Finding("heading_order", "stop", block_id, path, {"heading": text, "level": level, "before": before})


def _headings(blocks: Sequence[Block], found: Sequence[Passage]) -> Iterator[tuple[int, str, str, str]]:
    inside: dict[str, list[Passage]] = {}
    for passage in found:
        inside.setdefault(passage.block_id, []).append(passage)
    for block in blocks:
        if block["type"] == "heading":
            yield int(block["value"].get("level") or 2), block["value"].get("text") or "", str(block["id"]), "level"
            continue
        for passage in inside.get(str(block["id"]), []):
            yield from ((level, text, passage.block_id, passage.path) for level, text in passage.headings)


def _no_landing(blocks: Sequence[Block]) -> Iterator[Finding]:
    """After something heavy there is a quiet line with a way to a break and to support (ux.md 4.2)."""
    if any(block["type"] == "landing" for block in blocks):
        return
    for block in blocks:
        if block["type"] == "note" and block["value"].get("strength") == "strong":
            yield Finding("no_landing", "ask", str(block["id"]))


def _hard_to_read(found: Sequence[Passage]) -> Iterator[Finding]:
    measured = lix_of(passage.text for passage in found if passage.is_prose)
    if measured is not None and measured > LIX_LIMIT:
        yield Finding("hard_to_read", "ask", values={"lix": measured, "limit": LIX_LIMIT})
