"""A scenario drawn as a map: boxes in rows, arrows between them, in pixels from the top left. Circles are allowed.

Rows are the distance from the start, so the story reads downwards. Scenes that nobody reaches stand in a last row of their own.
Whoever draws it mirrors the picture for languages that are written from right to left.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .shape import Choice, Given, Scenario, Scene, read

WIDTH, HEIGHT, BETWEEN, BELOW, EDGE = 176, 56, 32, 64, 24
END = ""  # the id of the box in which ways end that lead to no further scene


@dataclass(frozen=True)
class Box:
    """A scene, or the end (`scene_id` ""). `x`, `y`: its top left corner."""

    scene_id: str
    name: str
    x: int
    y: int
    is_start: bool = False
    is_end: bool = False
    is_reached: bool = True

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    width, height = WIDTH, HEIGHT


@dataclass(frozen=True)
class Arrow:
    """A choice. `d` is the path of an SVG line from `leaves` to `goes_to`; `leads_nowhere`: it names a scene that is not there."""

    leaves: str
    goes_to: str
    choice_id: str
    text: str
    quality: str
    d: str
    goes_back: bool = False
    leads_nowhere: bool = False


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def layout(scenario: Given) -> Map:
    """Where each scene stands and how each choice runs. The same scenario always gives the same map."""
    story = read(scenario)
    rows = list(_rows(story))
    widest = max([len(row) for row in rows], default=0)
    boxes = {box.scene_id: box for number, row in enumerate(rows) for box in _row(story, row, number, widest)}
    arrows = tuple(_arrows(story, boxes))
    return Map(_length(widest, WIDTH, BETWEEN), _length(len(rows), HEIGHT, BELOW), tuple(boxes.values()), arrows)


def _length(count: int, size: int, gap: int) -> int:
    return 2 * EDGE + max(count * (size + gap) - gap, 0)


def _rows(story: Scenario) -> Iterator[list[Scene | None]]:
    """The scenes by distance; the end, where any way needs it; and those that nobody reaches."""
    for depth in sorted(set(story.depths.values())):
        yield [story.by_id[name] for name, deep in story.depths.items() if deep == depth]
    if any(choice.goes_to == END for scene in story.scenes for choice in scene.choices):
        yield [None]
    if lost := [scene for name, scene in story.by_id.items() if name not in story.depths]:
        yield [*lost]


def _row(story: Scenario, row: list[Scene | None], number: int, widest: int) -> Iterator[Box]:
    """One row, in the middle of the widest."""
    left = EDGE + (widest - len(row)) * (WIDTH + BETWEEN) // 2
    for place, scene in enumerate(row):
        x, y = left + place * (WIDTH + BETWEEN), EDGE + number * (HEIGHT + BELOW)
        if scene is None:
            yield Box(END, "", x, y, is_end=True)
        else:
            is_reached = scene.id in story.depths
            yield Box(scene.id, scene.name, x, y, scene.id == story.start, not scene.choices, is_reached)


def _arrows(story: Scenario, boxes: dict[str, Box]) -> Iterator[Arrow]:
    for scene in story.by_id.values():
        for number, choice in enumerate(scene.choices):
            yield _arrow(story, choice, boxes, boxes[scene.id], (number + 1) * WIDTH // (len(scene.choices) + 1))


def _arrow(story: Scenario, choice: Choice, boxes: dict[str, Box], leaves: Box, aside: int) -> Arrow:
    """`aside`: how far from the corner of its box an arrow leaves, so that several do not lie on each other."""
    x, y = leaves.x + aside, leaves.y + HEIGHT
    broken = story.leads_nowhere(choice)
    goal = None if broken else boxes[choice.goes_to]
    back = goal is not None and goal.y <= leaves.y
    return Arrow(leaves.scene_id, choice.goes_to, choice.id, choice.text, choice.quality, _line(x, y, goal), back, broken)


def _line(x: int, y: int, goal: Box | None) -> str:
    """Down to the top of a box; up beside it, when the story goes back; a stump, when there is nothing to go to."""
    if goal is None:
        return f"M{x} {y}v{BELOW // 3}"
    if goal.y >= y:
        half = (goal.y - y) // 2
        return f"M{x} {y}C{x} {y + half} {goal.middle} {goal.y - half} {goal.middle} {goal.y}"
    right, level = goal.x + WIDTH, goal.y + HEIGHT // 2
    aside = max(x, right) + BETWEEN
    return f"M{x} {y}C{x} {y + BELOW} {aside} {y + BELOW} {aside} {y}L{aside} {level + BELOW // 2}Q{aside} {level} {right} {level}"
