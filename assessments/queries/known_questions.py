"""Which questions of a bank a file speaks of: by where they came from, or by their own name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from assessments.models import Question, QuestionBank, QuestionOrigin, QuestionVersion
from assessments.questions.formats.found import Finding, Found
from lms.core.canonical import canonical_json, sha256_hex

LONGEST_KEY = 60


@dataclass(frozen=True)
class Held:
    """A question of the bank that a file may speak of. `now`: the hash of the definition that stands, a draft before a version."""

    question: Question
    origin: QuestionOrigin | None
    now: str

    @property
    def is_changed(self) -> bool:
        """Whether somebody works on it here: of our own, whether there is a draft; of a file's, whether it is other than what came."""
        return self.question.draft is not None if self.origin is None else self.origin.kept_sha256 != self.now


@dataclass(frozen=True)
class Known:
    """What a bank holds of what a batch speaks of. `taken`: keys that are somebody's."""

    by_identity: Mapping[str, Held]
    by_key: Mapping[str, Held]
    taken: set[str]

    def of(self, identity: str, ref: str) -> Held | None:
        """The question that came from there, or one of ours that bears the very name: what we export comes back to itself."""
        return self.by_identity.get(identity) or self.by_key.get(ref)


def held_in(bank: QuestionBank, identities: set[str], refs: set[str]) -> Known:
    """The questions of a bank that these may be, in four statements."""
    if not bank.pk:
        return Known({}, {}, set())
    origins = {row.question_id: row for row in QuestionOrigin.objects.filter(bank=bank, identity__in=identities)}
    rows = {row.pk: row for row in Question.objects.filter(bank=bank, pk__in=list(origins))}
    named = list(Question.objects.filter(bank=bank, key__in=refs).select_related("origin"))
    rows |= {row.pk: row for row in named if not hasattr(row, "origin")}
    newest = QuestionVersion.objects.newest().filter(question__in=list(rows)).values_list("question_id", "definition")
    standing = dict(newest) | {pk: row.draft for pk, row in rows.items() if row.draft is not None}
    held = {pk: Held(row, origins.get(pk), hash_of(standing[pk]) if pk in standing else "") for pk, row in rows.items()}
    return Known(
        by_identity={origin.identity: held[pk] for pk, origin in origins.items()},
        by_key={one.question.key: one for one in held.values() if one.origin is None},
        taken={row.key for row in named},
    )


def refs_of(batch: Iterable[Finding]) -> set[str]:
    return {finding.ref for finding in batch if isinstance(finding, Found) and finding.ref}


def identity_of(found: Found) -> str:
    """By category and name; without a name by what the question says."""
    return sha256_hex(canonical_json([*found.category, found.ref] if found.ref else [*found.category, found.definition]))


def key_for(found: Found, identity: str, taken: set[str]) -> str:
    """The file's own name where it can be a key; otherwise as much of it as fits, with a few signs that make it the only one."""
    words = slugify(found.ref or found.name)
    if words and words == found.ref and len(words) <= LONGEST_KEY and words not in taken:
        return words
    return f"{words[: LONGEST_KEY - 11].strip('-') or 'question'}-{identity[:10]}"


def hash_of(definition: Mapping[str, Any]) -> str:
    return sha256_hex(canonical_json(definition))
