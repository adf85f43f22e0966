"""What completing a module takes, by the rules that its editor set, and what of it is still needed. Pure.

`content.module.completion`: {"read": bool, "checks": "none" | "answered" | "right", "quizzes"?: "passed",
"scenarios"?: "once" | "all_routes"}; a missing key asks for nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from assessments import questions
from courses.scenarios import is_all_tried

Kind: TypeAlias = Literal["read", "answer", "right", "pass", "once", "all_routes"]
Place: TypeAlias = tuple[str, str]  # step key, block id
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """A check, a test or a scenario of a step, with its value in the edition."""

    kind: str
    block_id: str
    value: Mapping[str, Any]


@dataclass(frozen=True)
class StepShape:
    """What of a step counts. `other_route`: the key of another step that shows the same, "" for none."""

    key: str
    asked: tuple[Asked, ...] = ()
    other_route: str = ""


@dataclass(frozen=True)
class Done:
    """What somebody did. `paths`: by scenario, the choices of each try; `ended`: the scenarios that came to an end once.

    `other_routes`: steps that they chose to do by another step.
    """

    steps: Collection[str] = NOBODY
    other_routes: Collection[str] = NOBODY
    answered: Collection[Place] = frozenset()
    right: Collection[Place] = frozenset()
    passed: Collection[str] = NOBODY
    ended: Collection[Place] = frozenset()
    paths: Mapping[Place, Sequence[Sequence[str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Want:
    """One thing that is still needed. `title` is that of the test or the story; `quiz_key` names a test."""

    kind: Kind
    step_key: str
    block_id: str = ""
    title: str = ""
    quiz_key: str = ""


def shapes(content: Mapping[str, Any]) -> list[StepShape]:
    """The steps of an edition's content."""
    return [
        StepShape(step["key"], tuple(Asked(block["type"], block["id"], block["value"]) for block in step["blocks"]), _route(step["blocks"]))
        for step in content["steps"]
    ]


def _route(blocks: Iterable[Mapping[str, Any]]) -> str:
    notes = [block["value"] for block in blocks if block["type"] == "note"]
    return route_of(notes[0]) if notes else ""


def route_of(note: Mapping[str, Any] | None) -> str:
    """The key of the step that a strong note offers in place of its own; "" for none."""
    return str(((note or {}).get("other_route") or {}).get("step_key", "")) if note else ""


def replaced(steps: Iterable[StepShape], done: Done) -> set[str]:
    """The steps that count as done because the learner chose another route, and has gone it."""
    return {step.key for step in steps if step.key in done.other_routes and step.other_route and step.other_route in done.steps}


def still_wanted(completion: Mapping[str, Any], steps: Sequence[StepShape], done: Done, away: Collection[str] = NOBODY) -> list[Want]:
    """Everything that is missing, in reading order. Steps in `away` (withdrawn) ask for nothing; nor does a step that another replaced."""
    over = replaced(steps, done) | set(away)
    return [want for step in steps if step.key not in over for want in _of_step(completion, step, done)]


def _of_step(completion: Mapping[str, Any], step: StepShape, done: Done) -> Iterator[Want]:
    if completion.get("read") and step.key not in done.steps:
        yield Want("read", step.key)
    for asked in step.asked:
        ask = _ASKS.get(asked.kind)
        if ask and (want := ask(completion, step.key, asked, done)):
            yield want


def _check(completion: Mapping[str, Any], step: str, asked: Asked, done: Done) -> Want | None:
    """ "Right" is right once: later tries take nothing back. A question without a right answer is answered."""
    how, place = completion.get("checks", "none"), (step, asked.block_id)
    if not questions.is_check(asked.value["question"]):
        return None
    if how == "right" and questions.is_scored(asked.value["question"]):
        return None if place in done.right else Want("right", step, asked.block_id)
    return Want("answer", step, asked.block_id) if how in ("answered", "right") and place not in done.answered else None


def _quiz(completion: Mapping[str, Any], step: str, asked: Asked, done: Done) -> Want | None:
    key = asked.value["quiz_key"]
    if completion.get("quizzes") != "passed" or key in done.passed:
        return None
    return Want("pass", step, asked.block_id, asked.value["title"], key)


def _scenario(completion: Mapping[str, Any], step: str, asked: Asked, done: Done) -> Want | None:
    how, place = completion.get("scenarios"), (step, asked.block_id)
    title = str(asked.value.get("title", ""))
    if how == "once":
        return None if place in done.ended else Want("once", step, asked.block_id, title)
    if how == "all_routes":
        return None if is_all_tried(asked.value, done.paths.get(place, ())) else Want("all_routes", step, asked.block_id, title)
    return None


_ASKS = {"check": _check, "quiz": _quiz, "scenario": _scenario}


def asks_nothing(completion: Mapping[str, Any]) -> bool:
    """Whether a module would be complete as soon as it is begun: nobody means that."""
    return not completion.get("read") and completion.get("checks", "none") == "none" and not (
        completion.get("quizzes") or completion.get("scenarios")
    )  # fmt: skip


def circle(needs: Mapping[str, Collection[str]]) -> list[str]:
    """The modules of one circle of "needs first", in order; [] when every module can be reached."""
    for start in needs:
        way = [start]
        if found := _back_to(start, way, needs, set()):
            return found
    return []


def _back_to(start: str, way: list[str], needs: Mapping[str, Collection[str]], seen: set[str]) -> list[str]:
    for before in needs.get(way[-1], ()):
        if before == start:
            return way
        if before not in seen:
            seen.add(before)
            if found := _back_to(start, [*way, before], needs, seen):
                return found
    return []
