"""Hand in a test: close it, mark it, keep the result. Doing it twice is doing it once."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import questions
from assessments.models import Answer, Attempt, AttemptResult, MarkEvent, OptionVoid
from assessments.models.quizzes import NO_CLOCK
from assessments.quiz_states import OPEN, SUBMITTED
from assessments.services.results import MarkedSlot, machine_mark, result_row, score_of
from assessments.signals import attempt_submitted
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent
from lms.core.permissions import require
from lms.core.written_once import WrittenOnce


@transaction.atomic
def submit_attempt(*, attempt: Attempt, by: User, at: datetime | None = None) -> AttemptResult | None:
    """The result that stands; None while an answer waits for a person. A fixed number of statements, whatever the number of questions.

    Raises Refused for an attempt that was set aside. Sends `attempt_submitted` once, when this is committed.
    """
    require(by, "assessments.answer_attempt", attempt)
    moment = attempt.not_before_it_began(at or clock.now())
    if not close(attempt, by, moment):
        return result_of(attempt)
    marked = mark_all(attempt, moment)
    MarkEvent.objects.bulk_create(event for each in marked for event in each.events)
    found = score_of(marked, attempt.quiz_version.rules)
    result = None if found is None else result_row(attempt, found)
    if result is not None:
        result.save(force_insert=True)
    # Robust: the result stands, and whoever listens must not turn its page into an error.
    news = {"attempt_id": attempt.pk, "passed": result is not None and result.passed}
    transaction.on_commit(lambda: attempt_submitted.send(sender=Attempt, **news), robust=True)
    return result


def close(attempt: Attempt, by: User, moment: datetime) -> bool:
    """Move `open` -> `submitted` in one statement that only one of two senders can win, and close the answers.

    `lms.core.moves.move` would do the same in three statements and could not set the time in the same breath.
    """
    step = Attempt.MOVES["submit"]
    won = Attempt.objects.filter(pk=attempt.pk, state__in=step.from_states).update(state=step.to, submitted_at=moment, **NO_CLOCK)
    if not won:
        return False
    attempt.state, attempt.submitted_at = step.to, moment
    MoveEvent.objects.create(
        record_type=Attempt._meta.label_lower,
        record_ref=attempt.public_id,
        verb="submit",
        from_state=OPEN,
        to_state=SUBMITTED,
        by_ref=by.public_id,
        at=moment,
    )
    # From here on a save that is still under way finds no open row; every one before it is read below.
    Answer.objects.filter(slot__attempt=attempt).update(is_open=False)
    return True


@WrittenOnce
def answers_of(attempt: int) -> QuerySet[Answer]:
    """The answers in the order of the paper, with their questions and whether a part of them was taken back, in one statement."""
    voids = OptionVoid.objects.filter(version=OuterRef("slot__question_version"))
    rows = Answer.objects.filter(slot__attempt=attempt).select_related("slot__question_version").annotate(has_voids=Exists(voids))
    return rows.order_by("slot__position")


def mark_all(attempt: Attempt, moment: datetime) -> list[MarkedSlot]:
    """Every answer with the mark that the rules give it today; none for what a person marks, or nobody."""
    answers = answers_of(attempt=attempt.pk)
    touched = {answer.slot.question_version_id for answer in answers if answer.has_voids}
    voids = OptionVoid.objects.parts(touched) if touched else {}
    return [mark_of(answer, voids.get(answer.slot.question_version_id, frozenset()), moment) for answer in answers]


def mark_of(answer: Answer, voided: frozenset[str], moment: datetime) -> MarkedSlot:
    definition = answer.slot.question_version.definition
    marked = MarkedSlot(answer.slot)
    mark = questions.grade(definition, answer.response, voided)
    if questions.is_scored(definition) and not mark.waits:
        marked.events.append(machine_mark(answer.slot, mark, voided=voided, at=moment))
    return marked


def result_of(attempt: Attempt) -> AttemptResult | None:
    """The result of somebody who was faster: another tab, or the same click twice. None while it waits for a person."""
    result = AttemptResult.objects.standing().filter(attempt=attempt).first()
    if result is None and Attempt.objects.filter(pk=attempt.pk, state=SUBMITTED).exists():
        return None
    if result is None:
        raise Refused(_("This try was set aside. It does not count, and you can start another."))
    return result
