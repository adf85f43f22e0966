"""Trying a knowledge check inside a step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessments import questions
from courses.models import KnowledgeAnswer, ModuleEnrolment
from lms.core import clock
from lms.core.errors import Refused

from .finish_step import complete_if_done, hold


@transaction.atomic
def answer_check(
    *, learning: ModuleEnrolment, step_key: str, block_id: str, question: Mapping[str, Any], raw: questions.Raw, at: datetime | None = None
) -> KnowledgeAnswer | None:
    """Keep one try at a check; None when nothing was chosen, or while a story has not come to its end.

    Any number of tries, each kept; the same answer again is not another try.

    `question` is the definition from the learner's edition, `raw` the sent fields. Raises Refused with a kind sentence when the
    fields cannot be read as an answer.
    """
    try:
        response = questions.read(question, raw)
    except questions.Unclear as unclear:
        raise Refused(unclear.says) from unclear
    if response is None or not questions.is_finished(question, response):
        return None
    held = hold(learning)
    last = KnowledgeAnswer.objects.filter(module_enrolment=held, step_key=step_key, block_id=block_id).order_by("pk").last()
    if last and last.response == response and last.edition_id == held.edition_id:
        return last
    answer = _write(held, step_key, block_id, question, dict(response), at or clock.now())
    complete_if_done(held, answer.at)
    return answer


def _write(
    held: ModuleEnrolment, step_key: str, block_id: str, question: Mapping[str, Any], response: dict[str, Any], moment: datetime
) -> KnowledgeAnswer:
    held.step_key, held.block_id, held.touched_at = step_key, block_id, moment
    held.save(update_fields=["step_key", "block_id", "touched_at"])
    return KnowledgeAnswer.objects.create(
        module_enrolment=held, edition_id=held.edition_id, step_key=step_key, block_id=block_id, response=response,
        is_right=questions.grade(question, response).is_right, at=moment,
    )  # fmt: skip
