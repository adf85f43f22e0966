"""Answers that a person marks: the files beside them, and what an assessor gave and said."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import selves
from assessments.models.quizzes import AttemptSlot
from assessments.models.results import MarkEvent
from assessments.questions import KINDS
from assessments.quiz_states import SUBMITTED
from lms.core.append_only import append_only
from lms.core.models import Envelope, PrivateFile, Record

BY_PEOPLE = [name for name, kind in KINDS.items() if kind.marked_by == "person"]


def for_people() -> Q:
    """Places on papers that were handed in, with an answer that only a person can mark."""
    return Q(question_version__kind__in=BY_PEOPLE, attempt__state=SUBMITTED, answer__response__isnull=False)


def unmarked() -> Q:
    return for_people() & ~Exists(MarkEvent.objects.filter(slot=OuterRef("pk")))


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def readable_by(self, person: User) -> Self:
        """The writer's own. What assessors may open is asked of the answer (assessments.queries.answer_marking)."""
        return self.filter(slot__attempt__person__in=selves(person))


class AnswerFile(Record):
    """A file beside an answer. The answer names it by reference; one that no answer names any more goes with the next save."""

    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(PrivateFile, on_delete=models.PROTECT, related_name="+")

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of an answer")

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("assessments:answer_file", args=[self.public_id])


@append_only
class AnswerMarking(Envelope):
    """An assessor marked one answer: so many marks, by whom. The points are the event's; the words stand in a narrative."""

    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="markings")
    event = models.OneToOneField(MarkEvent, on_delete=models.PROTECT, related_name="marking")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers_marked")
    marks = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(out_of__gt=0, marks__lte=F("out_of")), name="answer_marks_possible"),
        ]

    def __str__(self) -> str:
        return self.public_id
