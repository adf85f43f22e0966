"""A person marks one answer of a test. Appended, never changed; with the last one the result follows."""

from datetime import datetime
from fractions import Fraction

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import tell
from assessments.models import AnswerMarking, Attempt, AttemptResult, AttemptSlot, MarkEvent
from assessments.queries.answer_marking import open_to_marker
from assessments.questions.by_people import out_of
from assessments.services.results import marked_slots, result_row, score_of
from assessments.signals import attempt_submitted
from lms.core import clock
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require


@transaction.atomic
def mark_answer(*, slot: AttemptSlot, by: User, marks: int, feedback: str, at: datetime | None = None) -> AnswerMarking:
    """Give an answer so many of its marks, with words for the learner.

    Raises Refused when somebody was quicker, when `by` may not mark it (see `open_to_marker`), when the marks are not possible, or when
    there is no feedback. When no other answer of the paper waits, its result is appended, `attempt_submitted` sent again, and the
    writer told that there is something to read.
    """
    require(by, "assessments.mark")
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_version", "person").get(pk=slot.attempt_id)
    if not open_to_marker(by).filter(pk=slot.pk).exists():
        raise Refused(_("This answer no longer waits for you. Somebody may have marked it. Your words are still below."))
    most = out_of(slot.question_version.definition)
    refuse_gaps(marks, most, feedback)
    event = MarkEvent.objects.create(
        slot=slot, seq=slot.marks.count() + 1, kind="person", by=by, at=at or clock.now(), **as_points(Fraction(marks, most))
    )
    written = write_words(kind="answer.feedback", text=feedback.strip(), subject_ref=attempt.person.public_id)
    marking = AnswerMarking.objects.create(
        slot=slot, event=event, assessor=by, marks=marks, out_of=most, words_id=written.id, words_sha256=written.sha256
    )
    result = fold_result(attempt)
    if result is not None:
        tell_ready(attempt, result, at)
    return marking


def tell_ready(attempt: Attempt, result: AttemptResult, at: datetime | None) -> None:
    """Whoever handed in and went away learns that there is something to read."""
    link = settings.SITE_URL + attempt.result_url
    tell(person=attempt.person, kind="assessments.test_read", key=result.public_id, values={"link": link}, at=at)


def refuse_gaps(marks: int, most: int, feedback: str) -> None:
    if not 0 <= marks <= most:
        raise Refused(_("Give from 0 to %(most)s marks.") % {"most": most})
    if not feedback.strip():
        raise Refused(_("Write a few words for the learner: what was good, and what comes next."))


def as_points(points: Fraction) -> dict[str, int]:
    return {"points_num": points.numerator, "points_den": points.denominator}


def fold_result(attempt: Attempt) -> AttemptResult | None:
    """Append the result when nothing waits any more. None while something does."""
    found = score_of(marked_slots([attempt.pk])[attempt.pk], attempt.quiz_version.rules)
    if found is None:
        return None
    result = result_row(attempt, found, seq=attempt.results.count() + 1)
    result.save(force_insert=True)
    transaction.on_commit(lambda: attempt_submitted.send(sender=Attempt, attempt_id=attempt.pk, passed=result.passed), robust=True)
    return result
