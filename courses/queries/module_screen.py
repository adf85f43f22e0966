"""One module as one learner sees it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from courses.models import KnowledgeAnswer, ModuleEdition, ModuleEnrolment
from lms.core.written_once import WrittenOnce

from .learning import ModuleLine, learning_of, line_of, offered_edition, place_of
from .step_screen import drawn


@dataclass(frozen=True)
class StepLine:
    """A step in the list. `open_checks`: how many of its questions still wait for an answer."""

    slug: str
    title: str
    minutes: int
    is_strong: bool
    is_done: bool
    open_checks: int


@dataclass(frozen=True)
class ModuleScreen:
    line: ModuleLine
    outcomes: tuple[str, ...]
    steps: list[StepLine]
    go_on: StepLine

    @property
    def url(self) -> str:
        return reverse("courses:step", args=[self.line.edition.slug, self.go_on.slug])

    @property
    def only_questions_left(self) -> bool:
        """Whether every step was read to the end and something is still open."""
        return bool(self.still_open) and all(step.is_done for step in self.steps)

    @property
    def still_open(self) -> list[StepLine]:
        """Steps that were read to the end but have a question left."""
        return [step for step in self.steps if step.is_done and step.open_checks]


def module_screen(person: User, slug: str) -> ModuleScreen | None:
    """The module at this address: begun by this person, or one that they may begin; None otherwise."""
    learning = learning_of(person, slug)
    if learning:
        return _screen(learning.edition, learning, learning.redaction_count)  # type: ignore[attr-defined]
    offer = offered_edition(person, slug)
    return _screen(offer[1], None, offer[1].redaction_count) if offer else None  # type: ignore[attr-defined]


def _screen(edition: ModuleEdition, learning: ModuleEnrolment | None, redactions: int) -> ModuleScreen:
    rendered = drawn(edition, redactions)
    answered = set(_answered(learning=learning.pk)) if learning else set()
    done = learning.steps_done if learning else []
    steps = [_step(line, rendered.by_key(line["key"]), done, answered) for line in edition.outline["steps"]]
    place = place_of(learning) if learning else 0
    return ModuleScreen(line_of(edition, learning), rendered.outcomes, steps, steps[place])


@WrittenOnce
def _answered(learning: int) -> QuerySet:
    return KnowledgeAnswer.objects.filter(module_enrolment=learning).values_list("step_key", "block_id").distinct()


def _step(line: dict[str, Any], rendered: Any, done: list[str], answered: set[tuple[str, str]]) -> StepLine:
    waiting = [part for part in rendered.parts if part.kind == "check" and (line["key"], part.block_id) not in answered]
    return StepLine(line["slug"], line["title"], line["minutes"], line["is_strong"], line["key"] in done, len(waiting))
