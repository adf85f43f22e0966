"""What somebody has done of a module, as the rules of completing ask for it (courses.editions.completing)."""

from collections.abc import Collection, Mapping
from typing import Any

from accounts.models import User
from accounts.queries import selves
from assessments.models import AttemptResult
from courses.editions.completing import Done, Place, StepShape, Want, still_wanted
from courses.models import ModuleEnrolment, ScenarioRun

from .shapes import is_of_now, places_answered


def wanted_of(
    learning: ModuleEnrolment, completion: Mapping[str, Any], steps: list[StepShape], away: Collection[str], person: User
) -> list[Want]:
    """What a learner still needs. Asks the database only for what the rules ask for: at most three statements."""
    return still_wanted(completion, steps, _done(learning, completion, steps, person), away)


def _done(learning: ModuleEnrolment, completion: Mapping[str, Any], steps: list[StepShape], person: User) -> Done:
    answered, right = places_answered(learning) if completion.get("checks", "none") != "none" else (set(), set())
    paths, ended = _runs(learning) if completion.get("scenarios") else ({}, set())
    passed = _passed(person, steps) if completion.get("quizzes") else set()
    return Done(learning.steps_done, learning.other_routes, answered, right, passed, ended, paths)


def _runs(learning: ModuleEnrolment) -> tuple[dict[Place, list[tuple[str, ...]]], set[Place]]:
    """The ways that count, and where one came to an end. A try at a story that has other ways now counts as an answer to a question
    that has changed does: it stays on record."""
    paths: dict[Place, list[tuple[str, ...]]] = {}
    ended: set[Place] = set()
    for run in ScenarioRun.objects.filter(module_enrolment=learning).with_edition():
        if not is_of_now(run, learning.edition):
            continue
        place = (run.step_key, run.block_id)
        paths.setdefault(place, []).append(run.choices)
        if run.ended_at:
            ended.add(place)
    return paths, ended


def _passed(person: User, steps: list[StepShape]) -> set[str]:
    """A pass counts wherever it was taken: nobody takes the same test again for a second place."""
    keys = {asked.value["quiz_key"] for step in steps for asked in step.asked if asked.kind == "quiz"}
    if not keys:
        return set()
    results = AttemptResult.objects.standing().filter(passed=True, attempt__quiz__key__in=keys)
    return set(results.filter(attempt__person__in=selves(person)).values_list("attempt__quiz__key", flat=True))
