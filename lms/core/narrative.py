"""Envelope and narrative (decisions.md 8): what was decided stays for ever, the words about a person can be taken back.

An envelope holds ids, outcome, dates and the salted hash of its words. The words stand in a `Narrative` row with the salt. When the
narrative is deleted, salt and words go together, and the hash left in the envelope says nothing any more.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from .canonical import sha256_hex


@dataclass(frozen=True)
class Words:
    """Where the words of an envelope are: `id` is None and `sha256` empty when nothing was written."""

    id: UUID | None
    sha256: str


def salted_hash(salt: str, text: str) -> str:
    """The hash that an envelope keeps of its words."""
    return sha256_hex(f"{salt}\n{text}")


def write_words(*, kind: str, text: str, subject_ref: str) -> Words:
    """Keep `text` about the person `subject_ref` as erasable words of the given kind ("judgement.feedback")."""
    from .models import Narrative

    if not text.strip():
        return Words(None, "")
    salt = secrets.token_hex(16)
    narrative = Narrative.objects.create(kind=kind, text=text, salt=salt, subject_ref=subject_ref)
    return Words(narrative.pk, salted_hash(salt, text))


class HasWords(Protocol):
    """An envelope, as far as its words go."""

    words_id: UUID | None
    words: str | None


E = TypeVar("E", bound=HasWords)


def attach_words(envelopes: Iterable[E]) -> list[E]:
    """Load the words of many envelopes in one query and set `.words` on each: text, "" for none, None when they were taken back."""
    from .models import Narrative

    rows = list(envelopes)
    ids = [row.words_id for row in rows if row.words_id]
    texts = dict(Narrative.objects.filter(pk__in=ids).values_list("pk", "text")) if ids else {}
    for row in rows:
        row.words = texts.get(row.words_id) if row.words_id else ""
    return rows
