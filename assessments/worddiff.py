"""What changed between two rounds, word by word. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, TAKEN_OUT = "same", "added", "taken_out"


@dataclass(frozen=True)
class Span:
    """Some words in a row that stayed, came or went."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Span]:
    """The later text with what came and what went. Blank space alone is no change."""
    old, new = _words(before), _words(after)
    # A blank stays with its word: alone it would match everywhere and make long texts slow.
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    spans: list[Span] = []
    for step, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if step == "equal":
            spans.append(Span(SAME, "".join(new[new_from:new_to])))
            continue
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        spans += [Span(kind, text) for kind, text in ((TAKEN_OUT, gone), (ADDED, come)) if text]
    return spans


def count_words(text: str) -> int:
    return len(text.split())


def count_new_words(before: str, after: str) -> int:
    """How many words a reader who knows the earlier text has not seen."""
    return sum(count_words(span.text) for span in compare(before, after) if span.kind == ADDED)


def paragraphs(spans: list[Span]) -> list[list[Span]]:
    """The spans cut at blank lines, so that a page can show paragraphs."""
    rows: list[list[Span]] = [[]]
    for span in spans:
        first, *others = re.split(r"\n\s*\n", span.text)
        rows[-1].append(Span(span.kind, first))
        rows += [[Span(span.kind, other)] for other in others]
    return [kept for row in rows if (kept := [span for span in row if span.text.strip()])]


def _words(text: str) -> list[str]:
    """Each word with the blank space after it; a blank for the last one too, so that it can stand anywhere."""
    return re.findall(r"\S+\s+", f"{text.strip()} ")


def _bare(word: str) -> str:
    return word.rstrip()
