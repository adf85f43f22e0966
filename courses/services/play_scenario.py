"""Going through a branching story: beginning, choosing, and coming back to it."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import ModuleEnrolment, ScenarioRun
from courses.scenarios import Walk, read, walk
from lms.core import clock
from lms.core.errors import Refused

from .finish_step import complete_if_done, hold

logger = logging.getLogger(__name__)


@transaction.atomic
def begin_scenario(*, learning: ModuleEnrolment, step_key: str, block_id: str, at: datetime | None = None) -> ScenarioRun:
    """Begin a try with the learner's edition. A try that has not taken a choice yet is that try: two presses begin one."""
    moment = at or clock.now()
    held = hold(learning)
    fresh = ScenarioRun.objects.filter(module_enrolment=held, step_key=step_key, block_id=block_id, edition=held.edition, path=[])
    run = fresh.filter(ended_at=None).first()
    return run or ScenarioRun.objects.create(
        module_enrolment=held, edition=held.edition, step_key=step_key, block_id=block_id, started_at=moment
    )


@transaction.atomic
def choose(*, run: ScenarioRun, value: Mapping[str, Any], number: int, choice_id: str, at: datetime | None = None) -> ScenarioRun:
    """Take a choice in the scene that is reached after `number` choices; returns the try it belongs to.

    The same choice again changes nothing (two presses, a reload). Another choice in an earlier scene (the browser's Back) begins a
    further try that shares the way up to there: the first way stays. `value` is the scenario of the run's edition. Raises Refused for
    a choice that the scene does not have.
    """
    moment = at or clock.now()
    learning = hold(run.module_enrolment)
    held = ScenarioRun.objects.select_for_update(of=("self",)).select_related("edition").get(pk=run.pk)
    way = held.choices
    if choice_id in way[number : number + 1]:
        return held
    walked = walk(value, (*way[:number], choice_id))
    if number > len(way) or len(walked.taken) != number + 1:
        raise Refused(_("Choose one of the ways to go on."))
    if number < len(way):
        held = ScenarioRun(
            module_enrolment=learning, edition=held.edition, step_key=held.step_key, block_id=held.block_id, started_at=moment
        )  # fmt: skip
    return _go(held, learning, value, walked, moment)


def _go(run: ScenarioRun, learning: ModuleEnrolment, value: Mapping[str, Any], walked: Walk, moment: datetime) -> ScenarioRun:
    run.path = [[one.scene.id, one.choice.id] for one in walked.taken]
    run.ended_at = moment if walked.is_over else None
    run.save()
    scene = walked.here.id if walked.here and not walked.is_over else ""
    learning.step_key, learning.block_id, learning.scene, learning.touched_at = run.step_key, run.block_id, scene, moment
    learning.second, learning.medium = 0, ""
    learning.save(update_fields=["step_key", "block_id", "scene", "second", "medium", "touched_at"])
    if walked.is_over:
        _note_broken(run, value, walked)
        complete_if_done(learning, moment)
    return run


def _note_broken(run: ScenarioRun, value: Mapping[str, Any], walked: Walk) -> None:
    """A branch that leads nowhere cannot be released, but an old edition may hold one. Which, not who, goes to the log."""
    last = walked.taken[-1].choice
    if read(value).leads_nowhere(last):
        logger.warning("scenario %s of edition %s: choice %s leads nowhere", run.block_id, run.edition.sha256[:12], last.id)
