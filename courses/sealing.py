"""Opening and closing private words: the one place where a journal's bytes become text (decisions.md 12)."""

from accounts.services import person_key
from lms.core.sealed import keyed_hash, open_sealed, seal, unwrap

from .models import JournalCopy, JournalEntry


def key_of(entry: JournalEntry) -> bytes:
    """The writer's key; from the joined row (`select_related("person__key")`) when there is one, to save a statement."""
    joined = getattr(entry.person, "key", None)
    return unwrap(joined.wrapped) if joined else person_key(entry.person)


def seal_words(entry: JournalEntry, text: str) -> bytes:
    """The bytes that stand in the database for `text` in this entry, and open in no other."""
    return seal(key_of(entry), text, entry.seal_context)


def read_entry(entry: JournalEntry) -> str:
    """The words of an entry."""
    return open_sealed(key_of(entry), bytes(entry.sealed), entry.seal_context)


def read_copy(copy: JournalCopy) -> str:
    """The words that were written elsewhere at the same time."""
    return open_sealed(key_of(copy.entry), bytes(copy.sealed), copy.entry.seal_context)


def box_hash(text: str) -> str:
    """Says "nothing was typed here" without keeping the words in the page twice."""
    return keyed_hash(text, "journal box").hex()
