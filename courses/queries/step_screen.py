"""One step as one learner sees it: the drawn edition, and what is theirs, in at most four statements (performance.md: 6 a page)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.queries import reader_of, rows_of, selves
from assessments import questions
from assessments.queries.quizzes import after_of
from courses.consents import stands_in_the_way
from courses.editions.rendering import Part, RenderedStep
from courses.models import JournalCopy, JournalEntry, ModuleEnrolment, SharedReflection
from courses.models.journal import NOTE_TO_SELF
from courses.sealing import box_hash, read_copy, read_entry
from lms.core.models import Narrative
from lms.core.written_once import WrittenOnce

from .readers import Readers, readers_named
from .shapes import answers_that_stand

# What would be given away by its order. Lines that are only chosen from stand as they were written.
SHUFFLED = ("ordering", "matching")
# Of a reflection: its words and what opens them, without the rest of its writer, who is the reader.
BOX_FIELDS = ("public_id", "block_id", "sealed", "version", "saved_at", "person__public_id", "person__key__wrapped", "person__key__person")


@dataclass(frozen=True)
class OutlineLine:
    """A line of "In this module": done, now or next, in words and a mark."""

    slug: str
    title: str
    minutes: int
    state: str


@dataclass(frozen=True)
class CheckPart:
    """A knowledge check with the last answer. `prefix` keeps the fields of several checks on one page apart."""

    block_id: str
    question: Mapping[str, Any]
    form: questions.Form
    mark: questions.Mark | None
    problem: str = ""
    is_finished: bool = True  # False: a story that is still told

    @property
    def prefix(self) -> str:
        return f"{self.block_id}-"

    @property
    def kind(self) -> str:
        return self.form.kind

    @property
    def is_check(self) -> bool:
        """Whether an answer can be told at once whether it fits; what a person has to read is only shown."""
        return questions.is_check(self.question)

    @property
    def is_scored(self) -> bool:
        return questions.is_scored(self.question)

    @property
    def notes(self) -> list[questions.Note]:
        """What is said about the answer, line by line; of an order only what stands elsewhere. Never what would have fitted."""
        said = self.mark.notes if self.mark else ()
        if self.kind == "ordering":
            return [note for note in said if not note.fits]
        return [note for note in said if note.feedback or self.says_which_fit]

    @property
    def says_which_fit(self) -> bool:
        """Kinds of several answers at once, whose lines may have no feedback: then each says whether it fits."""
        return self.kind in ("matching", "cloze")

    @property
    def after(self) -> str:
        """The words that the question has for how it went."""
        return after_of(self.question, self.mark.points) if self.mark and self.is_finished else ""


@dataclass(frozen=True)
class ReflectionPart:
    """A private box. `read` is a keyed hash of the words as shown: a box that comes back unchanged is not a new save."""

    block_id: str
    prompt: str
    text: str = ""
    version: int = 0
    entry: JournalEntry | None = None
    others: list[str] = field(default_factory=list)
    typed: str | None = None
    problem: str = ""
    asks: str = ""  # why there is no box yet: "ask" or "no" (courses.consents)
    is_shared: bool = False  # whether it can be given to the people who run the group
    shared: SharedReflection | None = None  # what was given of it, and not taken back

    @property
    def read(self) -> str:
        return box_hash(self.text)

    @property
    def shown(self) -> str:
        """What stands in the box: what was just typed, when it could not be saved."""
        return self.text if self.typed is None else self.typed


@dataclass(frozen=True)
class StepScreen:
    learning: ModuleEnrolment
    step: RenderedStep
    number: int
    outline: list[OutlineLine]
    checks: dict[str, CheckPart]
    reflections: dict[str, ReflectionPart]

    @property
    def note_to_self(self) -> ReflectionPart:
        return self.reflections[NOTE_TO_SELF]

    @cached_property
    def readers(self) -> Readers:
        """Who would read what is shared here. Asked only where something can be."""
        return readers_named(self.learning)

    @property
    def place(self) -> ModuleEnrolment | None:
        """The learner's row, where it knows a second of a video or a recording on this step."""
        return self.learning if self.learning.step_key == self.step.key and self.learning.second else None

    @property
    def of(self) -> int:
        return len(self.outline)

    @property
    def done(self) -> list[int]:
        """Numbers of the steps that are behind the learner."""
        return [number for number, line in enumerate(self.outline, 1) if line.state == "done"]

    @property
    def next_title(self) -> str:
        """The title of the step that follows; "" at the end."""
        return self.following.title if self.following else ""

    @property
    def following(self) -> OutlineLine | None:
        """The step after this one."""
        return self.outline[self.number] if self.number < self.of else None

    @property
    def parts(self) -> list[tuple[Part, Any]]:
        """Each part with what belongs to the learner."""
        return [(part, self._own(part)) for part in self.step.parts]

    @property
    def practice(self) -> list[tuple[Part, Any]]:
        return [(part, self._own(part)) for part in self.step.practice]

    def _own(self, part: Part) -> Any:
        return self.checks.get(part.block_id) or self.reflections.get(part.block_id)


def step_screen(
    learning: ModuleEnrolment,
    step: RenderedStep,
    person: User,
    typed: Mapping[str, questions.Raw] | None = None,
    problems: Mapping[str, str] | None = None,
    under_way: Mapping[str, questions.Response] | None = None,
) -> StepScreen:
    """Put a step together. `typed` and `problems` (by block id) show again what could not be read as an answer, `under_way` how far
    a story is told that was not kept yet.
    """
    lines = learning.edition.outline["steps"]
    keys = [line["key"] for line in lines]
    outline = [OutlineLine(line["slug"], line["title"], line["minutes"], _state(line["key"], step, learning)) for line in lines]
    checks = _checks(learning, step, typed or {}, problems or {}, under_way or {})
    boxes = {name: _with_problem(box, typed or {}, problems or {}) for name, box in _reflections(learning, step, person).items()}
    return StepScreen(learning, step, keys.index(step.key) + 1, outline, checks, boxes)


def _with_problem(box: "ReflectionPart", typed: Mapping[str, questions.Raw], problems: Mapping[str, str]) -> "ReflectionPart":
    if box.block_id not in problems:
        return box
    return replace(box, typed=typed[box.block_id]["text"][0], problem=problems[box.block_id])


def _state(key: str, step: RenderedStep, learning: ModuleEnrolment) -> str:
    if key == step.key:
        return "now"
    return "done" if key in learning.steps_done else "next"


def _checks(
    learning: ModuleEnrolment,
    step: RenderedStep,
    typed: Mapping[str, questions.Raw],
    problems: Mapping[str, str],
    under_way: Mapping[str, questions.Response],
) -> dict[str, CheckPart]:
    asked = [part for part in step.parts if part.kind == "check"]
    if not asked:
        return {}
    answers = {**answers_that_stand(learning, step.key), **{(step.key, block_id): response for block_id, response in under_way.items()}}
    return {part.block_id: _check(part, answers.get((step.key, part.block_id)), typed, problems) for part in asked}


def _check(part: Part, response: questions.Response, typed: Mapping[str, questions.Raw], problems: Mapping[str, str]) -> CheckPart:
    question = (part.value or {})["question"]
    order = questions.shuffle(question, part.block_id) if question["kind"] in SHUFFLED else ()
    form = questions.form(question, order, response, typed.get(part.block_id))
    mark = questions.grade(question, response) if response else None
    is_finished = response is None or questions.is_finished(question, response)
    return CheckPart(part.block_id, question, form, mark, problems.get(part.block_id, ""), is_finished)


def _reflections(learning: ModuleEnrolment, step: RenderedStep, person: User) -> dict[str, ReflectionPart]:
    """The private boxes of a step and the note to oneself, in one statement; one more where something can be shared."""
    asked = {part.block_id: part.value or {} for part in step.parts if part.kind == "reflection"} | {NOTE_TO_SELF: {}}
    mine = _entries(people=rows_of(person), module=learning.module_key, step=step.key, blocks=tuple(asked))
    entries = {row.block_id: row for row in mine}
    asks = _asks(learning, person) if len(entries) < len(asked) else ""
    can_share = any(value.get("audience") == "shared" for value in asked.values())
    shared = _shared(learning, step, person) if can_share else {}
    return {name: _reflection(name, value, entries.get(name), asks, shared.get(name)) for name, value in asked.items()}


def _asks(learning: Any, person: User) -> str:
    """What stands in the way of a first word; rows of `learning_of` know it."""
    if not hasattr(learning, "keeps_journal"):
        return stands_in_the_way(person)
    if learning.keeps_journal:
        return ""
    return "no" if learning.refused_journal else "ask"


def _shared(learning: ModuleEnrolment, step: RenderedStep, person: User) -> dict[str, SharedReflection]:
    rows = SharedReflection.objects.filter(person__in=selves(person), module_key=learning.module_key, step_key=step.key)
    return {row.block_id: row for row in rows.filter(words_id__in=Narrative.objects.values("pk")).order_by("pk")}


@WrittenOnce
def _entries(people: tuple[int, ...], module: UUID, step: str, blocks: tuple[str, ...]) -> QuerySet:
    rows = JournalEntry.objects.readable_by(reader_of(people)).filter(module_key=module, step_key=step, block_id__in=blocks)
    copies = Exists(JournalCopy.objects.filter(entry=OuterRef("pk")))
    return rows.order_by("-pk").select_related("person__key").only(*BOX_FIELDS).annotate(has_copies=copies)


def _reflection(
    block_id: str, value: Mapping[str, Any], entry: JournalEntry | None, asks: str, shared: SharedReflection | None
) -> ReflectionPart:
    part = ReflectionPart(block_id, value.get("prompt", ""), is_shared=value.get("audience") == "shared", shared=shared)
    if entry is None:
        return replace(part, asks=asks)
    others = [read_copy(copy) for copy in entry.copies.all()] if entry.has_copies else []  # type: ignore[attr-defined]
    return replace(part, text=read_entry(entry), version=entry.version, entry=entry, others=others)
