"""What goes of a person's tests at an erasure."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from assessments.models import Answer, AnswerFile, Attempt
from assessments.models.quizzes import NO_CLOCK
from assessments.quiz_states import OPEN, VOIDED
from assessments.services.answer_files import delete_answer_files
from lms.core.models import MoveEvent, Narrative

# Kinds answered in one's own words: these go at once. Which line somebody chose says nothing of them, and a result rests on it.
OWN_WORDS = ("essay", "file_upload", "short_text", "numeric", "cloze")


@transaction.atomic
def erase_attempts(person: User) -> None:
    """Answers that were never handed in go with their files, and every private flag; results stay without a name."""
    for attempt in Attempt.objects.filter(person=person).open():
        abandon(attempt, person)
    delete_answer_files(list(AnswerFile.objects.filter(slot__attempt__person=person, slot__attempt__state=VOIDED).select_related("file")))
    Answer.objects.filter(slot__attempt__person=person, flagged=True).update(flagged=False)


def abandon(attempt: Attempt, person: User) -> None:
    """Set an open try aside and forget what stood in it. Not through `void_attempt`: nobody here asks to try again."""
    Attempt.objects.filter(pk=attempt.pk).update(state=VOIDED, **NO_CLOCK)
    MoveEvent.objects.create(
        record_type=Attempt._meta.label_lower,
        record_ref=attempt.public_id,
        verb="void",
        from_state=OPEN,
        to_state=VOIDED,
        by_ref=person.public_id,
    )
    Answer.objects.filter(slot__attempt=attempt, revision__gt=0).update(response=None, saved_at=None)
    Answer.objects.filter(slot__attempt=attempt).update(is_open=False)


def marking_words(person: User) -> QuerySet[Narrative]:
    """Feedback on answers, and why a pass in doubt was kept or not."""
    return Narrative.objects.filter(kind__in=["answer.feedback", "pass.ruling"], subject_ref=person.public_id)


def forget_marking_words(person: User) -> None:
    """What others wrote about somebody's answers. The points stay: the result rests on them."""
    marking_words(person).delete()


def own_words(person: User) -> QuerySet[Answer]:
    """Answers of tests that were handed in, as somebody typed them."""
    return Answer.objects.filter(
        slot__attempt__person=person, slot__question_version__kind__in=OWN_WORDS, response__isnull=False, is_open=False
    )


def forget_own_words(person: User) -> None:
    """What somebody typed or sent as a file, in tests that were handed in. Marks and results stay."""
    delete_answer_files(list(AnswerFile.objects.filter(slot__attempt__person=person).select_related("file")))
    own_words(person).update(response=None, saved_at=None)
