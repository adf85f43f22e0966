"""Scenarios for those who learn with them: the list, one scenario with one's tries, and one try."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from accounts.models import User
from courses.editions.rendering import RenderedStep
from courses.editions.structure import blocks_of
from courses.models import ModuleEnrolment, ScenarioRun
from courses.scenarios import Choice, Scenario, Scene, Taken, Untried, Walk, read, untried, walk

from .drawing import drawn
from .learning import redaction_count
from .shapes import is_of_now


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario in a list: how often it was gone through, and whether a try waits."""

    learning: ModuleEnrolment
    step: RenderedStep
    block_id: str
    story: Scenario
    runs: tuple[ScenarioRun, ...]

    @property
    def module(self) -> str:
        return self.learning.edition.slug

    @property
    def url(self) -> str:
        return reverse("courses:scenario", args=[self.module, self.block_id])

    @property
    def begun(self) -> ScenarioRun | None:
        """The newest try, when it is not over and a choice was taken in it."""
        newest = self.runs[-1] if self.runs else None
        return newest if newest and newest.path and newest.ended_at is None else None

    @cached_property
    def ended(self) -> list[ScenarioRun]:
        return [run for run in self.runs if run.ended_at]

    @cached_property
    def untried(self) -> list[Untried]:
        """The choices that no try took, those whose scene one has stood in first."""
        found = untried(self.story, [run.choices for run in self.runs if is_of_now(run, self.learning.edition)])
        return sorted(found, key=lambda each: not each.was_met)

    @property
    def met(self) -> list[Untried]:
        """What was not tried in scenes that one has stood in: naming these gives nothing away."""
        return [each for each in self.untried if each.was_met]


@dataclass(frozen=True)
class RunScreen:
    """One try: the way so far, where it stands, what can be chosen."""

    run: ScenarioRun
    line: ScenarioLine
    story: Scenario
    walked: Walk

    @property
    def number(self) -> int:
        return len(self.walked.taken)

    @property
    def last(self) -> Taken | None:
        return self.walked.taken[-1] if self.walked.taken else None

    @property
    def here(self) -> Scene | None:
        return self.walked.here

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.walked.here.choices if self.walked.here else ()

    @property
    def is_over(self) -> bool:
        return self.walked.is_over

    @property
    def is_broken(self) -> bool:
        """Whether the last choice names a scene that this edition does not have."""
        return bool(self.last and self.story.leads_nowhere(self.last.choice))

    @property
    def url(self) -> str:
        return reverse("courses:run", args=[self.line.module, self.line.block_id, self.run.public_id.lower()])


def scenarios_of(rendered: Iterable[RenderedStep]) -> Iterator[tuple[RenderedStep, str, Mapping[str, Any]]]:
    """(step, block id, value) of every scenario in these steps, in reading order."""
    for step in rendered:
        for part in step.parts:
            if part.kind == "scenario":
                yield step, part.block_id, part.value or {}


def practice_of(person: User) -> list[ScenarioLine]:
    """Every scenario in the editions that somebody learns with, the module touched last first; two statements when all is drawn."""
    mine = ModuleEnrolment.objects.readable_by(person).select_related("edition").defer("edition__content").order_by("-touched_at")
    learnings = {row.module_key: row for row in reversed(mine.annotate(redaction_count=redaction_count("edition")))}
    runs = _runs(learnings.values())
    return [line for learning in reversed(learnings.values()) for line in _lines(learning, runs)]


def _runs(learnings: Iterable[ModuleEnrolment]) -> dict[tuple[int, str, str], list[ScenarioRun]]:
    found: dict[tuple[int, str, str], list[ScenarioRun]] = {}
    for run in ScenarioRun.objects.filter(module_enrolment__in=[row.pk for row in learnings]).with_edition().order_by("pk"):
        found.setdefault((run.module_enrolment_id, run.step_key, run.block_id), []).append(run)
    return found


def _lines(learning: ModuleEnrolment, runs: Mapping[tuple[int, str, str], list[ScenarioRun]]) -> Iterator[ScenarioLine]:
    rendered = drawn(learning.edition, learning.redaction_count)  # type: ignore[attr-defined]
    for step, block_id, value in scenarios_of(rendered.steps.values()):
        mine = tuple(runs.get((learning.pk, step.key, block_id), ()))
        yield ScenarioLine(learning, step, block_id, read(value), mine)


def scenario_line(learning: ModuleEnrolment, block_id: str) -> ScenarioLine | None:
    """One scenario of the learner's edition with their tries; None when the edition has none of this id."""
    own = ScenarioRun.objects.filter(module_enrolment=learning, block_id=block_id).with_edition().order_by("pk")
    rendered = drawn(learning.edition, learning.redaction_count)  # type: ignore[attr-defined]
    for step, name, value in scenarios_of(rendered.steps.values()):
        if name == block_id:
            return ScenarioLine(learning, step, name, read(value), tuple(run for run in own if run.step_key == step.key))
    return None


def value_of(run: ScenarioRun) -> Mapping[str, Any]:
    """The scenario as it stands in the edition with which a try began; empty when it has none (then every way ends)."""
    told = blocks_of(run.edition.read(), "scenario")
    found = (block["value"] for step, block in told if step["key"] == run.step_key and block["id"] == run.block_id)
    return next(found, {})


def run_screen(run: ScenarioRun, line: ScenarioLine, at: int | None = None) -> RunScreen:
    """One try as its learner sees it, in the words of the edition with which it began; `at`: after so many of its choices."""
    story = line.story if run.edition_id == line.learning.edition_id else read(value_of(run))
    return RunScreen(run, line, story, walk(story, run.choices[:at]))
