"""A story in which the learner decides (courses/scenarios)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses import scenarios
from courses.course_files.collecting import CourseReading
from courses.course_files.texts import Id, Words, lines, one_line
from courses.editions.building_practice import scenario_from
from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node
from lms.core.written.shapes import Choice as OneOf
from lms.core.written.shapes import ListOf

from .base import Block, Places, Raw, item, items_of
from .questions import line_of, node_at

# What is empty is said by the scenario's own check, once.
NAME, LINE, TEXT = Words(40, is_needed=False), Words(200, is_needed=False), Words(1200, is_needed=False, has_lines=True)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something one can do in a scene."""

    id: str = said("Its id, for life: the ways that people take are kept by it.", Id())
    text: str = said("What one can do or say.", LINE)
    consequence: str = said("What happens then.", Words(600, is_needed=False, has_lines=True))
    goes_to: str = said("The name of the scene that follows. Left out: the story ends here.", NAME, default="")
    quality: str = said("How it works out.", OneOf(("helps", "partly", "risks")))
    protects: str = said("What it protects. Learners read it at the end: no way is only wrong.", LINE, default="")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A moment of the story. The story begins with the first."""

    id: str = said("Its id, for life.", Id())
    name: str = said("A short name that only editors see.", NAME)
    text: str = said("What happens.", TEXT)
    choices: tuple[Choice, ...] = said("What one can do. Left out: the story ends here.", ListOf(Form(Choice)), default=())


@dataclass(frozen=True, kw_only=True)
class Scenario(Block):
    """Five to eight short scenes in which the learner decides. Any number of tries, no wrong ending."""

    type = "scenario"
    title: str = said("Its title.", Words(120, is_needed=False))
    intro: str = said("What to know beforehand.", Words(600, is_needed=False, has_lines=True), default="")
    scenes: tuple[Scene, ...] = said("The scenes.", ListOf(Form(Scene)))
    debrief: str = said("What can be learned from each way.", TEXT)

    def check(self, node: Node, into: CourseReading) -> None:
        """Every way is open, and every way comes to an end."""
        for problem in scenarios.problems(scenario_from(self._raw())):
            if problem.level == "stop":
                at = node_at(node, problem.path)
                into.leave(at.path, line_of(at), "scenario", says=problem.says)

    def to_raw(self, places: Places) -> Raw:
        return self._raw()

    def _raw(self) -> Raw:
        scenes = [item(scene.id, {"name": scene.name, "text": scene.text, "choices": _choices(scene)}) for scene in self.scenes]
        return {"title": self.title, "intro": self.intro, "scenes": scenes, "debrief": self.debrief}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        scenes = tuple(
            Scene(id=name, name=one_line(scene["name"]), text=lines(scene["text"]), choices=_read_choices(scene))
            for name, scene in items_of(raw["scenes"])
        )
        return {"title": one_line(raw["title"]), "intro": lines(raw.get("intro")), "scenes": scenes, "debrief": lines(raw["debrief"])}


FIELDS = ("text", "consequence", "goes_to", "quality", "protects")


def _choices(scene: Scene) -> list[dict[str, Any]]:
    return [item(choice.id, {name: getattr(choice, name) for name in FIELDS}) for choice in scene.choices]


def _read_choices(scene: Raw) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=name,
            text=one_line(choice["text"]),
            consequence=lines(choice["consequence"]),
            goes_to=one_line(choice.get("goes_to")),
            quality=choice["quality"],
            protects=one_line(choice.get("protects")),
        )
        for name, choice in items_of(scene["choices"])
    )
