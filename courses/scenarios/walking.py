"""Going through a scenario: where a path leads, what it protected, and what has not been tried yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .shape import Choice, Given, Scenario, Scene, read

MOST_STEPS = 4000  # of a search for routes: a stranger's folder may hold more ways than there is time


@dataclass(frozen=True)
class Taken:
    """One choice on the way: where it was made and what it was."""

    scene: Scene
    choice: Choice


@dataclass(frozen=True)
class Walk:
    """A way through the story. `here` is the scene where one stands; None when the last choice ended the story."""

    taken: tuple[Taken, ...]
    here: Scene | None

    @property
    def is_over(self) -> bool:
        return self.here is None or not self.here.choices

    @property
    def path(self) -> tuple[str, ...]:
        """Ids of the choices. Shorter than what was asked for where a choice is not in its scene (any more)."""
        return tuple(one.choice.id for one in self.taken)

    @property
    def protected(self) -> tuple[str, ...]:
        """What the choices protected, in order, each said once."""
        return tuple(dict.fromkeys(one.choice.protects for one in self.taken if one.choice.protects))


@dataclass(frozen=True)
class Untried:
    """A choice that no path took. `way` leads to its scene; `was_met`: whether the person has stood there, so that it spoils nothing."""

    scene: Scene
    choice: Choice
    way: tuple[str, ...]
    was_met: bool


@dataclass(frozen=True)
class Routes:
    """Ways from the start to an end that pass no scene twice. `is_complete`: whether there are no more than these."""

    found: tuple[tuple[str, ...], ...]
    is_complete: bool


def walk(scenario: Given, choices: Sequence[str]) -> Walk:
    """Follow the choices as far as they lead. Paths come from outside and from older editions, so what does not fit ends the walk."""
    story = read(scenario)
    here, taken = story.first, []
    for name in choices:
        choice = here.find(name) if here else None
        if here is None or choice is None:
            break
        taken.append(Taken(here, choice))
        here = story.after(choice)
    return Walk(tuple(taken), here)


def untried(scenario: Given, paths: Iterable[Sequence[str]]) -> list[Untried]:
    """Choices that can be reached and that none of the paths took, in the order of the story."""
    story = read(scenario)
    walks = [walk(story, path) for path in paths]
    tried = {(one.scene.id, one.choice.id) for walked in walks for one in walked.taken}
    met = _met(walks)
    ways = {**_shortest(story), **met}
    return [
        Untried(scene, choice, ways[scene.id], scene.id in met)
        for scene in story.by_id.values()
        if scene.id in ways
        for choice in scene.choices
        if (scene.id, choice.id) not in tried
    ]


def is_all_tried(scenario: Given, paths: Iterable[Sequence[str]]) -> bool:
    """Whether every choice has been taken at least once: what "all routes" asks for. A story with a circle has no end of routes."""
    return not untried(scenario, paths)


def _met(walks: Iterable[Walk]) -> dict[str, tuple[str, ...]]:
    """The scenes in which somebody stood, each with the way there."""
    found: dict[str, tuple[str, ...]] = {}
    for walked in walks:
        for place, one in enumerate(walked.taken):
            found.setdefault(one.scene.id, walked.path[:place])
        if walked.here:
            found.setdefault(walked.here.id, walked.path)
    return found


def _shortest(story: Scenario) -> dict[str, tuple[str, ...]]:
    """A shortest way to each scene that can be reached."""
    found: dict[str, tuple[str, ...]] = {}
    for scene_id in story.depths:
        found.setdefault(scene_id, ())
        for choice in story.by_id[scene_id].choices:
            if goal := story.after(choice):
                found.setdefault(goal.id, (*found[scene_id], choice.id))
    return found


def routes(scenario: Given, most: int = 100) -> Routes:
    """Up to `most` routes, found within a bounded number of steps, however many there are."""
    story = read(scenario)
    found: list[tuple[str, ...]] = []
    for step, route in enumerate(_search(story)):
        if step >= MOST_STEPS or len(found) >= most:
            return Routes(tuple(found), is_complete=False)
        if route is not None:
            found.append(route)
    return Routes(tuple(found), is_complete=True)


def _search(story: Scenario) -> Iterator[tuple[str, ...] | None]:
    """Each step of the search: a route where one ends, else None. Without recursion: scenes may be many in a stranger's file."""
    waiting: list[tuple[Scene | None, tuple[str, ...], frozenset[str]]] = [(story.first, (), frozenset())] if story.first else []
    while waiting:
        scene, way, seen = waiting.pop()
        is_end = scene is None or not scene.choices
        yield way if is_end else None
        if scene is not None and scene.id not in seen:
            ahead = [(story.after(choice), (*way, choice.id), seen | {scene.id}) for choice in reversed(scene.choices)]
            waiting += [(goal, longer, met) for goal, longer, met in ahead if goal is None or goal.id not in met]
