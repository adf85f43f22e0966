"""Everything that is printed on one copy, frozen on the day it is issued.

The snapshot is what a copy *is*: its papers are drawn from it and nothing else, and a checker's answer shows its
name and title, so that changing somebody's name later changes no paper that is already out.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self

# Control characters and those that turn the writing direction: a name holding one could print as another name.
INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
SCHEMA = 1


def clean(name: str) -> str:
    """The name in composed form, without invisible characters, with single blanks."""
    return " ".join(INVISIBLE.sub(" ", unicodedata.normalize("NFC", name)).split())


def direction(name: str) -> str:
    """ "rtl" when the first letter that has a direction runs from right to left, else "ltr"."""
    strong = (unicodedata.bidirectional(letter) for letter in name)
    return "rtl" if next((d for d in strong if d in ("L", "R", "AL")), "L") != "L" else "ltr"


@dataclass(frozen=True)
class Signatory:
    name: str
    role: str
    body: str = ""


@dataclass(frozen=True)
class Authority:
    """Who certifies. `check_words` is what a person types, `check_base` is what the square code opens, `foot` is the
    last line of the certificate.
    """

    name: str
    check_words: str
    check_base: str
    signatories: tuple[Signatory, ...] = ()
    foot: str = ""


@dataclass(frozen=True)
class Snapshot:
    """One copy. `number` (11 characters) and `code` (21) are plain, without dashes; `kind` is "standard" or "neutral"."""

    number: str
    code: str
    name: str
    check_name: str
    title: str
    scheme_name: str
    scheme_version: str
    awarded_on: date
    valid_until: date | None
    issued_at: datetime
    authority: Authority
    name_lang: str = "en-GB"
    kind: str = "standard"
    language: str = "en-GB"
    schema: int = field(default=SCHEMA)

    def __post_init__(self) -> None:
        if self.issued_at.tzinfo is None:
            raise ValueError("issued_at needs a time zone")
        object.__setattr__(self, "name", clean(self.name))
        object.__setattr__(self, "check_name", clean(self.check_name))
        object.__setattr__(self, "issued_at", self.issued_at.astimezone(UTC))
        if not self.name:
            raise ValueError("a copy needs a name")

    @property
    def name_dir(self) -> str:
        return direction(self.name)

    @property
    def has_one_name(self) -> bool:
        """Then the paper says "ask for their name", never "family name"."""
        return not self.check_name or self.check_name.casefold() == self.name.casefold()

    @property
    def facts(self) -> tuple[object, ...]:
        """What a reader of the paper learns about the holder. Two copies with the same facts say the same."""
        term = (self.awarded_on, self.valid_until)
        return (self.kind, self.name, self.check_name, self.name_lang, self.title, self.scheme_name, self.scheme_version, *term)

    def to_json(self) -> str:
        """Canonical: sorted keys, no blanks, dates in ISO form."""
        return json.dumps(asdict(self), default=lambda v: v.isoformat(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises ValueError, KeyError or TypeError when the text is not a snapshot of this schema."""
        stored: dict[str, Any] = json.loads(text)
        if stored["schema"] != SCHEMA:
            raise ValueError(f"snapshot schema {stored['schema']} is not known")
        board = stored["authority"]
        signatories = tuple(Signatory(**s) for s in board["signatories"])
        until = stored["valid_until"]
        stored |= {
            "authority": Authority(**{**board, "signatories": signatories}),
            "awarded_on": date.fromisoformat(stored["awarded_on"]),
            "valid_until": date.fromisoformat(until) if until else None,
            "issued_at": datetime.fromisoformat(stored["issued_at"]),
        }
        return cls(**stored)
