"""Take the questions of a file into a bank, as drafts that an editor reads before any test draws them.

A question is known again by its category and what the file calls it, or, without a name, by what it says. Reading the same file twice
changes nothing. What somebody changed here since is left alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Question, QuestionBank, QuestionOrigin
from assessments.queries.known_questions import Held, Known, hash_of, held_in, identity_of, key_for, refs_of
from assessments.questions.about import about_of
from assessments.questions.formats.found import AUTO, Finding, Found, Skipped
from assessments.questions.formats.readers import read
from assessments.quiz_states import RETIRED
from assessments.services.keep_picture import keep_picture, renamed_picture, without_picture
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

BATCH = 500
LONGEST_TOPIC = 36
NO_TOPIC = "general"


@dataclass(frozen=True)
class Line:
    """What became of one question. `outcome`: created, updated, same or skipped. `why` it was skipped; `notes` on what was left out."""

    where: str
    name: str
    outcome: str
    why: str = ""
    notes: tuple[str, ...] = ()
    kind: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Account:
    """What became of a whole file, line by line."""

    lines: list[Line]

    @property
    def counts(self) -> dict[str, int]:
        """`read` counts every question that was understood, whatever became of it."""
        by = Counter(line.outcome for line in self.lines)
        understood = [line for line in self.lines if line.kind]
        return {"read": len(understood), **{outcome: by[outcome] for outcome in ("created", "updated", "same", "skipped")}}


@transaction.atomic
def take_in(
    *, bank: QuestionBank, source: IO[bytes], name: str, format_name: str = AUTO, by: User | None = None, dry_run: bool = False
) -> Account:
    """Everything that can be read, or nothing: raises formats.found.Refused for a file that is refused whole.

    `by` None: whoever runs the installation. `dry_run` says what would happen and keeps nothing.
    """
    if by is not None:
        require(by, "assessments.edit_questions")
    if bank.pk:
        QuestionBank.objects.select_for_update().get(pk=bank.pk)  # two files at once would make two of one question
    intake = _Intake(bank, name, by, dry_run)
    return Account([line for batch in _batches(read(source, name, format_name)) for line in intake.take(batch)])


def _batches(findings: Iterator[Finding]) -> Iterator[list[Finding]]:
    while batch := list(islice(findings, BATCH)):
        yield batch


class _Intake:
    """One file on its way into one bank."""

    def __init__(self, bank: QuestionBank, name: str, by: User | None, dry_run: bool) -> None:
        self.bank, self.file_name, self.by, self.dry_run = bank, name, by, dry_run
        self.met: set[str] = set()
        self.claimed: set[int] = set()  # questions of the bank that this file has spoken of already
        self.now = clock.now()

    def take(self, batch: list[Finding]) -> list[Line]:
        """The lines of a batch, in its order; a handful of statements however long it is."""
        named = [(finding, identity_of(finding) if isinstance(finding, Found) else "") for finding in batch]
        held = held_in(self.bank, {identity for _finding, identity in named if identity}, refs_of(batch))
        fresh: list[tuple[Question, QuestionOrigin]] = []
        lines = [self._line(finding, identity, held, fresh) for finding, identity in named]
        if not self.dry_run:
            Question.objects.bulk_create([question for question, _origin in fresh])
            QuestionOrigin.objects.bulk_create([origin for _question, origin in fresh])
        return lines

    def _line(self, finding: Finding, identity: str, held: Known, fresh: list[tuple[Question, QuestionOrigin]]) -> Line:
        if isinstance(finding, Skipped):
            return Line(finding.where, finding.name, "skipped", finding.why)
        if identity in self.met:
            return said(finding, "skipped", _("This file says the same question twice, or calls two questions the same."))
        self.met.add(identity)
        known = held.of(identity, finding.ref)
        if known is not None and known.question.pk not in self.claimed:
            self.claimed.add(known.question.pk)
            return self._again(finding, identity, known)
        kept, notes = self._with_pictures(finding)
        fresh.append(self._new(finding, identity, kept, held.taken))
        return said(finding, "created", notes=notes)

    def _again(self, found: Found, identity: str, known: Held) -> Line:
        """A question that is here already: as it was, newer in the file, or somebody's work by now."""
        read_hash = hash_of(found.definition)
        if read_hash in (known.now, known.origin.read_sha256 if known.origin else ""):
            return said(found, "same")
        if known.is_changed:
            return said(found, "skipped", _("Somebody has changed this question here. Nothing was written over."))
        if known.question.state == RETIRED:
            return said(found, "skipped", _("This question is retired here. Bring it back first."))
        kept, notes = self._with_pictures(found)
        if not self.dry_run:
            Question.objects.filter(pk=known.question.pk).update(draft=kept)
            origin = self._origin(found, identity, kept)
            origin.question = known.question
            if known.origin:
                origin.pk = known.origin.pk
            origin.save()
        return said(found, "updated", notes=notes)

    def _new(self, found: Found, identity: str, kept: dict[str, Any], taken: set[str]) -> tuple[Question, QuestionOrigin]:
        topic = slugify(found.category[-1])[:LONGEST_TOPIC].strip("-") if found.category else ""
        key = key_for(found, identity, taken)
        taken.add(key)
        about = asdict(about_of(found.tags)) | {"tags": list(about_of(found.tags).tags)}
        question = Question(bank=self.bank, key=key, topic=topic or NO_TOPIC, draft=kept, created_at=self.now, **about)
        origin = self._origin(found, identity, kept)
        origin.question = question
        return question, origin

    def _origin(self, found: Found, identity: str, kept: Mapping[str, Any]) -> QuestionOrigin:
        return QuestionOrigin(
            bank=self.bank,
            identity=identity,
            file_name=self.file_name[:200],
            name=(found.name or found.ref)[:200],
            category=" / ".join(found.category)[:400],
            read_sha256=hash_of(found.definition),
            kept_sha256=hash_of(kept),
            taken_at=self.now,
        )

    def _with_pictures(self, found: Found) -> tuple[dict[str, Any], tuple[str, ...]]:
        """The definition with each picture under the name of the bytes that we keep; one that we cannot keep gives way to its words."""
        definition, notes = found.definition, found.notes
        for sha256, data in () if self.dry_run else found.pictures.items():
            try:
                stored = keep_picture(upload=ContentFile(data, name="picture"), by=self.by)
            except Refused as refused:
                definition = without_picture(definition, sha256)
                notes = (*notes, _("A picture was left out: {why}").format(why=refused))
            else:
                definition = renamed_picture(definition, sha256, stored.sha256)
        return definition, notes


def said(found: Found, outcome: str, why: str = "", notes: tuple[str, ...] = ()) -> Line:
    first = str(found.definition.get("stem") or found.definition.get("text") or "")
    return Line(found.where, (found.name or found.ref or first)[:200], outcome, why, notes, found.definition["kind"])
