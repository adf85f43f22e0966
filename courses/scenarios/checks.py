"""What has to be right before anybody meets a scenario: every way is open, and every way comes to an end."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessments.questions.words import say as _

from .shape import QUALITIES, Choice, Given, Scenario, Scene, read

MOST_SCENES, MANY_SCENES, MOST_CHOICES = 40, 12, 6


@dataclass(frozen=True)
class Problem:
    """Where ("scenes[2].choices[0].goes_to") and what to do. "stop" keeps an edition from being released, "ask" is to think about."""

    path: str
    says: str
    level: Literal["stop", "ask"] = "stop"


def problems(scenario: Given) -> list[Problem]:
    """Everything an editor has to mend; [] is ready for learners."""
    story = read(scenario)
    return [*_whole(story), *_same(story.scenes, "scenes"), *_scenes(story), *_ways(story)]


def _whole(story: Scenario) -> Iterator[Problem]:
    yield from _empty("title", story.title)
    if not story.scenes:
        yield Problem("scenes", _("There is no scene yet, so the story cannot start."))
    elif story.first is None:
        yield Problem("start", _("The story has no start: name one of the scenes."))
    elif not story.first.choices:
        yield Problem(f"scenes[{story.scenes.index(story.first)}].choices", _("The first scene needs a choice."))
    if len(story.scenes) > MOST_SCENES:
        yield Problem("scenes", _("This is too long. At most {most} scenes fit.").format(most=MOST_SCENES))
    elif len(story.scenes) > MANY_SCENES:
        yield Problem("scenes", _("This is long. Five to eight scenes are easier to follow."), "ask")
    if not story.debrief:
        yield Problem("debrief", _("Say at the end what can be learned from each way."))


def _empty(path: str, words: str) -> Iterator[Problem]:
    if not words:
        yield Problem(path, _("Something is still empty here."))


def _scenes(story: Scenario) -> Iterator[Problem]:
    named = Counter(scene.name.casefold() for scene in story.scenes)
    for place, scene in enumerate(story.scenes):
        path = f"scenes[{place}]"
        yield from _empty(f"{path}.name", scene.name)
        yield from _empty(f"{path}.text", scene.text)
        if scene.name and named[scene.name.casefold()] > 1:
            yield Problem(f"{path}.name", _("Two scenes are called “{name}”.").format(name=scene.name))
        if len(scene.choices) > MOST_CHOICES:
            yield Problem(f"{path}.choices", _("At most {most} choices fit in a scene.").format(most=MOST_CHOICES))
        yield from _same(scene.choices, f"{path}.choices")
        for line, choice in enumerate(scene.choices):
            yield from _choice(story, choice, f"{path}.choices[{line}]")


def _choice(story: Scenario, choice: Choice, path: str) -> Iterator[Problem]:
    if not choice.text:
        yield Problem(f"{path}.text", _("This choice has no words yet."))
    if not choice.consequence:
        yield Problem(f"{path}.consequence", _("Say what happens after this choice."))
    if choice.quality not in QUALITIES:
        yield Problem(f"{path}.quality", _("Say whether this helps, helps partly, or has risks."))
    if not choice.protects:
        yield Problem(f"{path}.protects", _("What does this choice protect? Learners read it at the end."), "ask")
    if story.leads_nowhere(choice):
        yield Problem(f"{path}.goes_to", _("There is no scene with the name “{name}”.").format(name=choice.goes_to))


def _same(rows: Iterable[Scene] | Iterable[Choice], path: str) -> Iterator[Problem]:
    """A path is kept as ids, so each names one thing."""
    ids = [row.id for row in rows]
    for place, name in enumerate(ids):
        if not name or name in ids[:place]:
            yield Problem(f"{path}[{place}].id", _("Each line needs an id of its own."))


def _ways(story: Scenario) -> Iterator[Problem]:
    open_ended = _that_end(story)
    for place, scene in enumerate(story.scenes):
        if story.first and scene.id not in story.depths:
            yield Problem(f"scenes[{place}].name", _("Nobody can reach “{name}”.").format(name=scene.name))
        if scene.id not in open_ended:
            yield Problem(f"scenes[{place}].choices", _("From “{name}” no way leads to an end.").format(name=scene.name))


def _that_end(story: Scenario) -> set[str]:
    """Ids of the scenes from which the story can come to an end. A way that leads nowhere counts: it is mended by its own problem."""
    found: set[str] = set()
    grows = True
    while grows:
        new = {scene.id for scene in story.scenes if scene.id not in found and _can_end(story, scene, found)}
        found |= new
        grows = bool(new)
    return found


def _can_end(story: Scenario, scene: Scene, ends: set[str]) -> bool:
    return not scene.choices or any(story.after(choice) is None or choice.goes_to in ends for choice in scene.choices)
