"""The shapes of released editions: what decides whether something done still stands. Kept in this process: editions never change."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from courses.editions import moving
from courses.editions.structure import question_shapes, step_shape, story_shapes
from courses.models import KnowledgeAnswer, ModuleEdition, ModuleEnrolment, ScenarioRun
from lms.core.written_once import WrittenOnce

Place = tuple[str, str]  # step key, block id
Shapes = Mapping[Place, str]


def shapes_of(edition: ModuleEdition) -> moving.Edition:
    """An edition as the rule of moving sees it. The content is read only for editions from before outlines had shapes."""
    lines = edition.outline["steps"]
    if "shape" not in lines[0]:
        lines = _from_content(edition.pk, edition.sha256)
    return moving.Edition(edition.pk, edition.change, edition.fingerprint, {line["key"]: line["shape"] for line in lines})  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _from_content(pk: int, _sha256: str) -> list[dict[str, Any]]:
    steps = ModuleEdition.objects.only("content").get(pk=pk).read()["steps"]
    return [{"key": step["key"], "shape": step_shape(step), "questions": question_shapes(step)} for step in steps]


@lru_cache(maxsize=64)
def _questions(pk: int, sha256: str) -> Shapes:
    lines = ModuleEdition.objects.only("outline").get(pk=pk).outline["steps"]
    if lines and "questions" not in lines[0]:
        lines = _from_content(pk, sha256)
    return {(line["key"], block_id): shape for line in lines for block_id, shape in line["questions"].items()}


def answers_that_stand(learning: ModuleEnrolment, step_key: str = "") -> dict[tuple[str, str], Any]:
    """(step key, block id) -> the last answer to each question as it is asked now; of one step, when it is named."""
    return {place: response for place, response, _is_right in _standing(learning, step_key)}


def places_answered(learning: ModuleEnrolment) -> tuple[set[Place], set[Place]]:
    """Where the learner has answered a question as it is asked now, and where they were right at least once."""
    tries = [(place, is_right) for place, _response, is_right in _standing(learning)]
    return {place for place, _is_right in tries}, {place for place, is_right in tries if is_right}


def _standing(learning: ModuleEnrolment, step_key: str = "") -> Iterator[tuple[Place, Any, bool]]:
    """Every try that still stands: its place, the answer, whether it was right.

    Answers to a question that has changed since stay on record with the edition they were given in, and are not shown for the new one.
    One statement for somebody who has not moved.
    """
    rows = _in_step(learning=learning.pk, step=step_key) if step_key else _in_module(learning=learning.pk)
    for key, block_id, response, is_right, edition_id, sha256 in rows:
        if edition_id == learning.edition_id or _is_same(learning.edition, edition_id, sha256, (key, block_id)):
            yield (key, block_id), response, is_right


@WrittenOnce
def _in_module(learning: int) -> QuerySet:
    rows = KnowledgeAnswer.objects.filter(module_enrolment=learning).order_by("pk")
    return rows.values_list("step_key", "block_id", "response", "is_right", "edition_id", "edition__sha256")


@WrittenOnce
def _in_step(learning: int, step: str) -> QuerySet:
    return _in_module.build(learning).filter(step_key=step)


def is_of_now(run: ScenarioRun, now: ModuleEdition) -> bool:
    """Whether a try went through a story whose ways are those of an edition: another edition's story is another one.

    `run.edition` is read without its content. Both contents are read once, and only where the editions are of different shapes.
    """
    then, place = run.edition, (run.step_key, run.block_id)
    if then.pk == now.pk or then.fingerprint == now.fingerprint:
        return True
    return _stories(now.pk, now.sha256).get(place) == _stories(then.pk, then.sha256).get(place)


@lru_cache(maxsize=64)
def _stories(pk: int, _sha256: str) -> Shapes:
    steps = ModuleEdition.objects.only("content").get(pk=pk).read()["steps"]
    return {(step["key"], block_id): shape for step in steps for block_id, shape in story_shapes(step).items()}


def _is_same(now: ModuleEdition, edition_id: int, sha256: str, place: tuple[str, str]) -> bool:
    return _questions(now.pk, now.sha256).get(place) == _questions(edition_id, sha256).get(place)
