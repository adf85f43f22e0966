"""One module as one learner sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from courses.editions.completing import Asked, StepShape, Want, route_of
from courses.editions.rendering import RenderedEdition
from courses.models import ModuleEdition, ModuleEnrolment

from .coming_back import place_in
from .drawing import drawn
from .finishing import wanted_of
from .learning import ModuleLine, learning_of, line_of, offered_edition
from .must_reads import Card, must_reads_of
from .newer import Newer, newer_of


@dataclass(frozen=True)
class StepLine:
    """A step in the list. `open`: what completing asks for in it, apart from reading. `is_away`: it is looked after just now."""

    key: str
    slug: str
    title: str
    minutes: int
    is_strong: bool
    is_done: bool
    open: tuple[Want, ...] = ()
    is_away: bool = False

    @property
    def is_whole(self) -> bool:
        return self.is_done and not self.open


@dataclass(frozen=True)
class OpenLine:
    """One thing that is still needed, in words, and where to do it."""

    words: str
    url: str


@dataclass(frozen=True)
class ModuleScreen:
    line: ModuleLine
    outcomes: tuple[str, ...]
    steps: list[StepLine]
    go_on: StepLine
    wants: tuple[Want, ...]
    completion: Mapping[str, Any]
    newer: Newer | None = None
    must_reads: list[Card] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self._step_url(self.go_on)

    @property
    def to_read(self) -> int:
        return sum(want.kind == "read" for want in self.wants)

    @property
    def only_practice_left(self) -> bool:
        """Whether everything was read and something is still open."""
        return bool(self.wants) and not self.to_read

    @property
    def still_open(self) -> list[OpenLine]:
        """What is needed apart from reading, in reading order, each thing once."""
        lines = {step.key: step for step in self.steps}
        rest = [want for want in self.wants if want.kind != "read"]
        told = [OpenLine(_words(want, lines[want.step_key]), self._want_url(want, lines[want.step_key])) for want in rest]
        return list(dict.fromkeys(told))

    @property
    def takes(self) -> list[str]:
        """What completing takes, by the rules of the edition."""
        return [words for name, how, words in _takes() if self.completion.get(name) == how]

    def _want_url(self, want: Want, step: StepLine) -> str:
        slug = self.line.edition.slug
        if want.kind == "pass":
            return reverse("assessments:test", args=[want.quiz_key])
        if want.kind in ("once", "all_routes"):
            return reverse("courses:scenario", args=[slug, want.block_id])
        return f"{self._step_url(step)}#b-{want.block_id}"

    def _step_url(self, step: StepLine) -> str:
        return reverse("courses:step", args=[self.line.edition.slug, step.slug])


def _takes() -> list[tuple[str, Any, str]]:
    return [
        ("read", True, _("read every step")),
        ("checks", "answered", _("answer the questions, right or not")),
        ("checks", "right", _("answer each question right once; you have as many tries as you like")),
        ("quizzes", "passed", _("pass the tests in it")),
        ("scenarios", "once", _("go through each story once, whatever you choose")),
        ("scenarios", "all_routes", _("try every choice in each story")),
    ]


WAITS = {
    "answer": gettext_noop("A question waits in “%(step)s”. Any answer will do."),
    "right": gettext_noop("A question in “%(step)s” waits for an answer that fits. Try as often as you like."),
    "pass": gettext_noop("The test “%(title)s”, in “%(step)s”."),
    "once": gettext_noop("The story “%(title)s”, in “%(step)s”: go through it once."),
    "all_routes": gettext_noop("The story “%(title)s”, in “%(step)s”: there are choices that you have not tried."),
}


def _words(want: Want, step: StepLine) -> str:
    return _(WAITS[want.kind]) % {"step": step.title, "title": want.title}


def module_screen(person: User, slug: str) -> ModuleScreen | None:
    """The module at this address: begun by this person, or one that they may begin; None otherwise."""
    learning = learning_of(person, slug)
    if learning:
        screen = _screen(learning.edition, learning, learning.redaction_count, person)  # type: ignore[attr-defined]
        return replace(screen, newer=newer_of(screen.line), must_reads=must_reads_of(person, learning.module_key))
    offer = offered_edition(person, slug)
    return _screen(offer[1], None, offer[1].redaction_count, person) if offer else None  # type: ignore[attr-defined]


def _screen(edition: ModuleEdition, learning: ModuleEnrolment | None, redactions: int, person: User) -> ModuleScreen:
    rendered = drawn(edition, redactions)
    is_open = learning is not None and learning.completed_at is None
    away = away_in(rendered)
    wants = tuple(wanted_of(learning, rendered.completion, shapes_of(rendered), away, person)) if learning and is_open else ()
    done = learning.steps_done if learning else []
    steps = [_step(line, done, wants, away) for line in edition.outline["steps"]]
    place = place_in([step.key for step in steps], learning.step_key if learning else "", done, away)
    return ModuleScreen(line_of(edition, learning, person), rendered.outcomes, steps, steps[place], wants, rendered.completion)


def shapes_of(rendered: RenderedEdition) -> list[StepShape]:
    """What of each drawn step counts for completing."""
    return [
        StepShape(step.key, tuple(Asked(part.kind, part.block_id, part.value or {}) for part in step.practice), route_of(step.note))
        for step in rendered.steps.values()
    ]


def away_in(rendered: RenderedEdition) -> frozenset[str]:
    """The steps that are withdrawn at the moment."""
    return frozenset(step.key for step in rendered.steps.values() if step.is_away)


def _step(line: dict[str, Any], done: list[str], wants: tuple[Want, ...], away: frozenset[str]) -> StepLine:
    rest = tuple(want for want in wants if want.step_key == line["key"] and want.kind != "read")
    is_away = line["key"] in away
    is_strong = line["is_strong"] and not is_away
    return StepLine(line["key"], line["slug"], line["title"], line["minutes"], is_strong, line["key"] in done, rest, is_away)
