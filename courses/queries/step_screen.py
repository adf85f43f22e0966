"""One step as one learner sees it: the drawn edition, and what is theirs, in at most four statements (performance.md: 6 a page)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from assessments import questions
from courses.consents import stands_in_the_way
from courses.editions.rendering import SHELF, Part, RenderedEdition, RenderedStep, render_edition
from courses.editions.structure import fragments_of
from courses.editions.withdrawing import put_aside
from courses.models import EditionFragment, JournalCopy, JournalEntry, ModuleEdition, ModuleEnrolment, StepWithdrawal
from courses.sealing import box_hash, read_copy, read_entry

from .shapes import answers_that_stand

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
    is_kept: bool = False  # answered, where nothing is right or wrong


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


def drawn(edition: ModuleEdition, redactions: int) -> RenderedEdition:
    """The edition as HTML. Nothing is read from the database when this process has drawn it before."""
    return SHELF.get(edition.sha256, redactions, lambda: _draw(edition))


def _draw(edition: ModuleEdition) -> RenderedEdition:
    return put_aside(drawn_whole(edition), StepWithdrawal.objects.away(edition.module_key), edition.outline, edition.slug)


def drawn_whole(edition: ModuleEdition) -> RenderedEdition:
    """The edition as it was released, without what was taken back. For records: learners are shown `drawn`."""
    content = edition.read()
    hashes = fragments_of(content)
    fragments = dict(EditionFragment.objects.filter(pk__in=hashes).values_list("pk", "body")) if hashes else {}
    return render_edition(content, edition.schema_version, fragments)


def step_screen(
    learning: ModuleEnrolment,
    step: RenderedStep,
    person: User,
    typed: Mapping[str, questions.Raw] | None = None,
    problems: Mapping[str, str] | None = None,
) -> StepScreen:
    """Put a step together. `typed` and `problems` (by block id) show again what could not be read as an answer."""
    lines = learning.edition.outline["steps"]
    keys = [line["key"] for line in lines]
    outline = [OutlineLine(line["slug"], line["title"], line["minutes"], _state(line["key"], step, learning)) for line in lines]
    checks = _checks(learning, step, typed or {}, problems or {})
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
    learning: ModuleEnrolment, step: RenderedStep, typed: Mapping[str, questions.Raw], problems: Mapping[str, str]
) -> dict[str, CheckPart]:
    asked = [part for part in step.parts if part.kind == "check"]
    if not asked:
        return {}
    answers = answers_that_stand(learning, step.key)
    return {part.block_id: _check(part, answers.get((step.key, part.block_id)), typed, problems) for part in asked}


def _check(part: Part, response: Any, typed: Mapping[str, questions.Raw], problems: Mapping[str, str]) -> CheckPart:
    question = (part.value or {})["question"]
    order = questions.shuffle(question, part.block_id) if question["kind"] == "ordering" else ()
    form = questions.form(question, order, response, typed.get(part.block_id))
    mark = questions.grade(question, response) if response and questions.is_scored(question) else None
    return CheckPart(part.block_id, question, form, mark, problems.get(part.block_id, ""), bool(response) and mark is None)


def _reflections(learning: ModuleEnrolment, step: RenderedStep, person: User) -> dict[str, ReflectionPart]:
    asked = {part.block_id: (part.value or {})["prompt"] for part in step.parts if part.kind == "reflection"}
    if not asked:
        return {}
    rows = JournalEntry.objects.readable_by(person).filter(module_key=learning.module_key, step_key=step.key, block_id__in=asked)
    copies = Exists(JournalCopy.objects.filter(entry=OuterRef("pk")))
    mine = rows.order_by("-pk").select_related("person__key").only(*BOX_FIELDS).annotate(has_copies=copies)
    entries = {row.block_id: row for row in mine}
    asks = stands_in_the_way(person) if len(entries) < len(asked) else ""
    return {block_id: _reflection(block_id, prompt, entries.get(block_id), asks) for block_id, prompt in asked.items()}


def _reflection(block_id: str, prompt: str, entry: JournalEntry | None, asks: str) -> ReflectionPart:
    if entry is None:
        return ReflectionPart(block_id, prompt, asks=asks)
    others = [read_copy(copy) for copy in entry.copies.all()] if entry.has_copies else []  # type: ignore[attr-defined]
    return ReflectionPart(block_id, prompt, read_entry(entry), entry.version, entry, others)
