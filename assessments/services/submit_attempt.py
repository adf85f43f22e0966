"""Hand in a test: close it, mark it, keep the result. Doing it twice is doing it once."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments import questions
from assessments.grading import Score, Scored, score
from assessments.models import Answer, Attempt, AttemptResult, MarkEvent
from assessments.quiz_states import OPEN, SUBMITTED
from assessments.signals import attempt_submitted
from lms.core import clock
from lms.core.errors import Refused
from lms.core.models import MoveEvent
from lms.core.permissions import require


@transaction.atomic
def submit_attempt(*, attempt: Attempt, by: User, at: datetime | None = None) -> AttemptResult:
    """The result that stands. A fixed number of statements, whatever the number of questions.

    Raises Refused for an attempt that was set aside. Sends `attempt_submitted` once, when the result is committed.
    """
    require(by, "assessments.answer_attempt", attempt)
    moment = at or clock.now()
    if not close(attempt, by, moment):
        return result_of(attempt)
    answers = answers_of(attempt)
    marks = [mark_of(answer, moment) for answer in answers]
    MarkEvent.objects.bulk_create(marks)
    scored = [Scored(answer.slot.question_version.topic, mark.points or Fraction(0)) for answer, mark in zip(answers, marks, strict=True)]
    result = keep(attempt, score(scored, attempt.quiz_version.rules.needed), moment)
    # Robust: the result stands, and whoever listens must not turn its page into an error.
    transaction.on_commit(lambda: attempt_submitted.send(sender=Attempt, attempt_id=attempt.pk), robust=True)
    return result


def close(attempt: Attempt, by: User, moment: datetime) -> bool:
    """Move `open` -> `submitted` in one statement that only one of two senders can win, and close the answers.

    `lms.core.moves.move` would do the same in three statements and could not set the time in the same breath.
    """
    step = Attempt.MOVES["submit"]
    won = Attempt.objects.filter(pk=attempt.pk, state__in=step.from_states).update(state=step.to, submitted_at=moment)
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


def answers_of(attempt: Attempt) -> list[Answer]:
    """The answers in the order of the paper, with their questions, in one statement."""
    return list(Answer.objects.filter(slot__attempt=attempt).select_related("slot__question_version").order_by("slot__position"))


def mark_of(answer: Answer, moment: datetime) -> MarkEvent:
    points = questions.grade(answer.slot.question_version.definition, answer.response).points
    return MarkEvent(slot=answer.slot, seq=1, kind="machine", points_num=points.numerator, points_den=points.denominator, at=moment)


def keep(attempt: Attempt, found: Score, moment: datetime) -> AttemptResult:
    return AttemptResult.objects.create(
        attempt=attempt,
        points_num=found.points.numerator,
        points_den=found.points.denominator,
        of=found.of,
        needed=found.needed,
        passed=found.passed,
        by_topic=list(topics_as_json(found)),
        submitted_at=moment,
    )


def topics_as_json(found: Score) -> Iterable[dict[str, object]]:
    for topic in found.by_topic:
        points = [topic.points.numerator, topic.points.denominator]
        yield {"topic": topic.topic, "points": points, "of": topic.of, "secure": topic.is_secure}


def result_of(attempt: Attempt) -> AttemptResult:
    """The result of somebody who was faster: another tab, or the same click twice."""
    result = AttemptResult.objects.standing().filter(attempt=attempt).first()
    if result is None:
        raise Refused(_("This try was set aside. It does not count, and you can start another."))
    return result
