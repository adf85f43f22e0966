"""How hard a text is to read, by the house's own measures (decisions.md 33)."""

from collections.abc import Iterable, Iterator

from lms.core.readability import lix, sentences, words

WARN_WORDS, ASK_WORDS = 20, 25  # words of a sentence; more than so many
LIX_LIMIT = 40
LIX_WORDS = 100  # a short text swings too widely to be judged


def long_sentences(text: str) -> Iterator[tuple[str, int]]:
    """(sentence, words) of each that is longer than it should be."""
    for sentence in sentences(text):
        if (count := len(words(sentence))) > WARN_WORDS:
            yield sentence, count


def lix_of(texts: Iterable[str]) -> float | None:
    """LIX of all texts as one, to one decimal; None when there are too few words to judge."""
    whole = "\n".join(texts)
    return round(lix(whole), 1) if len(words(whole)) >= LIX_WORDS else None


def begins(sentence: str, letters: int = 60) -> str:
    """The first words of a sentence, by which an editor finds it."""
    if len(sentence) <= letters:
        return sentence
    return sentence[:letters].rsplit(" ", 1)[0] + " …"
