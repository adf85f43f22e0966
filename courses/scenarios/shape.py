"""What a scenario is made of, read from the value of an edition or of a draft."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

QUALITIES = ("helps", "partly", "risks")


@dataclass(frozen=True)
class Choice:
    """Something one can do in a scene. `goes_to`: id of the scene that follows, "" for an end."""

    id: str
    text: str
    consequence: str
    goes_to: str
    quality: str
    protects: str


@dataclass(frozen=True)
class Scene:
    id: str
    name: str
    text: str
    choices: tuple[Choice, ...]

    def find(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True)
class Scenario:
    """`start` is the id of a scene, in a draft perhaps of none."""

    title: str
    intro: str
    start: str
    scenes: tuple[Scene, ...]
    debrief: str

    @cached_property
    def by_id(self) -> dict[str, Scene]:
        """In the order of the story. Of two scenes with one id the first is meant; one without an id is out of reach."""
        found: dict[str, Scene] = {}
        for scene in self.scenes:
            found.setdefault(scene.id, scene)
        found.pop("", None)
        return found

    @property
    def first(self) -> Scene | None:
        return self.by_id.get(self.start)

    def after(self, choice: Choice) -> Scene | None:
        """The scene that a choice leads to; None where the story ends, or would lead nowhere."""
        return self.by_id.get(choice.goes_to)

    def leads_nowhere(self, choice: Choice) -> bool:
        """Whether a choice names a scene that is not there."""
        return bool(choice.goes_to) and choice.goes_to not in self.by_id

    @cached_property
    def depths(self) -> dict[str, int]:
        """How many choices from the start each scene is, at the least; without those that nobody can reach."""
        found: dict[str, int] = {}
        row = [self.first] if self.first else []
        while row:
            found.update({scene.id: len(set(found.values())) for scene in row})
            ahead = [self.after(choice) for scene in row for choice in scene.choices]
            row = list({scene.id: scene for scene in ahead if scene and scene.id not in found}.values())
        return found


Given: TypeAlias = Scenario | Mapping[str, Any]


def read(value: Given) -> Scenario:
    """The scenario in a value; what is missing or of another type is empty."""
    if isinstance(value, Scenario):
        return value
    scenes = tuple(_scene(row) for row in _rows(value.get("scenes")))
    return Scenario(_words(value, "title"), _words(value, "intro"), _words(value, "start"), scenes, _words(value, "debrief"))


def _scene(row: Mapping[str, Any]) -> Scene:
    choices = tuple(
        Choice(*(_words(line, name) for name in ("id", "text", "consequence", "goes_to", "quality", "protects")))
        for line in _rows(row.get("choices"))
    )
    return Scene(_words(row, "id"), _words(row, "name"), _words(row, "text"), choices)


def _rows(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (row if isinstance(row, Mapping) else {} for row in (value if isinstance(value, list | tuple) else ()))


def _words(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def goal_of(name: Any, scenes: Iterable[tuple[str, str]]) -> str:
    """The id of the scene that an editor means by a name; the name itself when there is none, "" for an end.

    `scenes`: (id, name) in order. Capitals and spaces around do not count; of two scenes with one name the first is meant.
    """
    wanted = str(name or "").strip()
    found = (scene_id for scene_id, called in scenes if called.strip().casefold() == wanted.casefold())
    return next(found, wanted) if wanted else ""
