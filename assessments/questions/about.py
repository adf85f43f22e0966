"""What is known about a question beside what it asks: its tags, its language, what it is to show, and the competency it belongs to.

Files of other systems have tags and nothing else for this, so that there each of the rest is a tag: `language:cy`,
`competency:boundaries`, `outcome:Says where a role ends`. How hard a question is stays a tag everywhere (difficulty.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.questions.checks import join, text_problems
from assessments.questions.contract import Problem
from assessments.questions.words import say as _

# Well-formed as RFC 5646 has it, without its letters for private use and what it keeps for old times' sake.
LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.IGNORECASE
)
COMPETENCY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
LONGEST_LANGUAGE, LONGEST_OUTCOME = 35, 200
FIELDS = ("language", "outcome", "competency")


@dataclass(frozen=True)
class About:
    """`language` as BCP 47 writes it, "" for that of the site; `outcome` in words; `competency` the key of one of any framework."""

    tags: tuple[str, ...] = ()
    language: str = ""
    outcome: str = ""
    competency: str = ""

    @property
    def as_tags(self) -> tuple[str, ...]:
        """Everything as tags, for files that know nothing else."""
        return (*self.tags, *(f"{field}:{getattr(self, field)}" for field in FIELDS if getattr(self, field)))


def about_of(tags: Iterable[str]) -> About:
    """What tags say. One that cannot be what it begins like, or says a thing a second time, stays a tag."""
    plain: list[str] = []
    held: dict[str, str] = {}
    for tag in tags:
        field, _colon, value = tag.partition(":")
        if field in FIELDS and field not in held and is_well_formed(field, value):
            held[field] = as_written(field, value)
        else:
            plain.append(tag)
    return About(tuple(sorted(set(plain))), **held)


def tags_of(typed: str) -> list[str]:
    """What somebody wrote into a box of tags: each once, in their order."""
    return list(dict.fromkeys(tag.strip() for tag in typed.split(",") if tag.strip()))


def is_well_formed(field: str, value: str) -> bool:
    return bool(value) and not list(field_problems(field, value, field))


def as_written(field: str, value: str) -> str:
    return language_tag(value) if field == "language" else " ".join(value.split())


def language_tag(written: str) -> str:
    """In the letters of RFC 5646, 2.1.1: en-GB, sr-Latn-RS."""
    first, *others = written.split("-")
    return "-".join([first.lower(), *({2: str.upper, 4: str.title}.get(len(part), str.lower)(part) for part in others)])


def about_problems(row: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """What an editor has to mend in these fields, each of which may be missing. Accepts any value."""
    for field in FIELDS:
        if field in row:
            yield from field_problems(field, row[field], join(path, field))


def field_problems(field: str, value: Any, path: str) -> Iterator[Problem]:
    if field == "outcome":
        yield from text_problems(value, path, LONGEST_OUTCOME, needed=False)
    elif field == "language" and not (isinstance(value, str) and LANGUAGE.fullmatch(value) and len(value) <= LONGEST_LANGUAGE):
        yield Problem(path, _("Write a language as web pages do: en, cy, pt-BR."))
    elif field == "competency" and not (isinstance(value, str) and COMPETENCY.fullmatch(value)):
        yield Problem(path, _("Use a short name of small letters, figures and dashes."))
