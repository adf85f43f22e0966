"""How hard a text is to read: sentences, words and LIX, for any language that puts blanks between words."""

import re

LONG_WORD_LETTERS = 7

# A sentence may close inside quotation marks or brackets, and a list item or heading ends with its line.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*|\d+")


def sentences(text: str) -> list[str]:
    """Split plain text into sentences; a line break always ends one.

    Colons and semicolons do not end a sentence, so a long list in one breath still counts as long.
    """
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of plain text; "peer-run" and "don’t" are one word each."""
    return _WORD.findall(text)


def lix(text: str) -> float:
    """Return the LIX of plain text: words per sentence plus the percentage of words of seven letters or more.

    C. H. Björnsson, Läsbarhet (1968). About 20 is very easy, 30 easy, 40 middling, 50 hard, 60 very hard.
    Short texts swing widely: judge a page, not a label. An empty text answers 0.0.
    """
    found = words(text)
    if not found:
        return 0.0
    long_words = sum(_letters(word) >= LONG_WORD_LETTERS for word in found)
    return len(found) / len(sentences(text)) + 100 * long_words / len(found)


def _letters(word: str) -> int:
    return sum(character.isalpha() for character in word)
