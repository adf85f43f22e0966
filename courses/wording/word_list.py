"""Finding the words of a list in a text: whole words, large or small letters alike, in the text's language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Word:
    """One line of the list. `language` "en" holds for every English, "en-gb" for British English alone."""

    phrase: str
    instead: str = ""
    why: str = ""
    language: str = "en"


def hits(text: str, words: Iterable[Word], language: str) -> Iterator[Word]:
    """Each line of the list that the text uses, once, in the order of the list."""
    plain = _same_marks(text)
    for word in words:
        if speaks(word.language, language) and _pattern(word.phrase).search(plain):
            yield word


def speaks(listed: str, language: str) -> bool:
    """Whether a line for one language holds in a text in another."""
    listed, language = listed.lower(), language.lower()
    return language == listed or language.startswith(f"{listed}-")


@lru_cache(maxsize=2048)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Blanks may be any blanks; a letter, figure or hyphen beside it makes it another word."""
    parts = [re.escape(part) for part in _same_marks(phrase).split()]
    return re.compile(r"(?<![\w-])" + r"\s+".join(parts) + r"(?![\w-])", re.IGNORECASE)


def _same_marks(text: str) -> str:
    return text.replace("’", "'").replace("‐", "-").replace("‑", "-")
