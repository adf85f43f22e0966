"""Tests: what a test is, one person's paper, the answers on it, and the result."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import selves
from assessments.models.questions import QuestionVersion
from assessments.questions.quiz import QuizRules, quiz_rules
from assessments.quiz_states import ATTEMPT_MOVES, OPEN, SUBMITTED, VOIDED
from lms.core.append_only import append_only
from lms.core.models import Record


class Quiz(models.Model):
    """A test through all its versions. Blocks and schemes name it by its key."""

    key = models.SlugField(_("key"), max_length=36, unique=True)
    title = models.CharField(_("title"), max_length=120)
    # The version that somebody is writing in the CMS, whatever still needs mending in it. None: nobody writes one.
    draft = models.JSONField(_("draft"), null=True, blank=True)

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def newest(self) -> "QuizVersion | None":
        return self.versions.order_by("-number").first()


@append_only
class QuizVersion(models.Model):
    """The rules of a test as they were released; an attempt keeps the version with which it began."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="one_quiz_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="quiz_version_from_one"),
            models.CheckConstraint(condition=~Q(sha256=""), name="quiz_version_has_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id}/{self.number}"

    @cached_property
    def rules(self) -> QuizRules:
        return quiz_rules(self.definition)

    def hashed(self) -> dict[str, Any]:
        """What the hash covers."""
        return {"definition": self.definition}


@append_only
class QuizDays(models.Model):
    """The days of a test for one place (`context_key`, opaque as that of attempts): they hold there instead of those of its versions.

    The newest row of a place stands; one without days gives the place back to the days of the version.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="days")
    context_key = models.CharField(max_length=80)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(context_key=""), name="quiz_days_have_a_place"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(opens_on__isnull=False, closes_on__gte=F("opens_on")),
                name="quiz_days_end_after_they_begin",
            ),
        ]
        indexes = [models.Index(fields=["quiz", "context_key"])]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.context_key}"


# What an attempt that has ended no longer holds.
NO_CLOCK: dict[str, None] = {"ends_at": None, "minutes": None, "paused_at": None, "resumed_at": None}


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def readable_by(self, person: User) -> Self:
        """A paper and its answers are read by the person who wrote it and nobody else; others see results at most."""
        return self.filter(person__in=selves(person))

    def open(self) -> Self:
        return self.filter(state=OPEN)


class Attempt(Record):
    """One try of one person. `context_key` is the caller's and opaque here (decisions.md 26)."""

    STATES: ClassVar = [(OPEN, _("Under way")), (SUBMITTED, _("Handed in")), (VOIDED, _("Set aside"))]
    MOVES = ATTEMPT_MOVES

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    quiz_version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    context_key = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True)
    # While it is open: until when answers are kept (queries/quiz_clocks.py); None: without end. `minutes` is the time limit as it was
    # granted, so it goes with the rest when the try ends: it would tell of an adjustment (decisions/0017).
    ends_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    paused_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[OPEN, SUBMITTED, VOIDED]), name="attempt_state_known"),
            models.CheckConstraint(condition=Q(number__gt=0), name="attempt_from_one"),
            models.CheckConstraint(
                condition=Q(state=OPEN, submitted_at__isnull=True)
                | Q(state=SUBMITTED, submitted_at__isnull=False, submitted_at__gte=F("started_at"))
                | Q(state=VOIDED),
                name="attempt_handed_in_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True, paused_at__isnull=True) | Q(minutes__gt=0, ends_at__isnull=False),
                name="attempt_clock_has_an_end",
            ),
            models.UniqueConstraint(fields=["person", "quiz", "context_key"], condition=Q(state=OPEN), name="one_open_attempt"),
            models.UniqueConstraint(fields=["person", "quiz", "context_key", "number"], name="one_attempt_per_number"),
        ]
        indexes = [models.Index(fields=["quiz", "submitted_at"])]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Where this try goes on: its first question, or its result."""
        return self.question_url(1) if self.is_open else self.result_url

    def question_url(self, position: int) -> str:
        return reverse("assessments:test_question", args=[self.public_id, position])

    @property
    def check_url(self) -> str:
        return reverse("assessments:test_check", args=[self.public_id])

    @property
    def result_url(self) -> str:
        return reverse("assessments:test_result", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    def not_before_it_began(self, moment: datetime) -> datetime:
        """`moment`, or the beginning where a server's clock was put back meanwhile: nothing in a try took less than no time."""
        return max(moment, self.started_at)


class AttemptSlotQuerySet(models.QuerySet["AttemptSlot"]):
    def readable_by(self, person: User) -> Self:
        return self.filter(attempt__person__in=selves(person))

    def whole(self) -> Self:
        """Everything needed to show or mark a question, in one statement."""
        return self.select_related("attempt__quiz_version", "attempt__quiz", "question_version", "answer")


@append_only
class AttemptSlot(models.Model):
    """One place on the paper: which version of which question, its lines in which order. The paper never changes."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="slots")
    option_order = models.JSONField(default=list)

    objects = AttemptSlotQuerySet.as_manager()

    class Meta:
        ordering = ["attempt_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_question_per_place"),
            models.UniqueConstraint(fields=["attempt", "question_version"], name="no_question_twice_on_a_paper"),
            models.CheckConstraint(condition=Q(position__gt=0), name="slot_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"


class Answer(models.Model):
    """What stands in one place at the moment. Made empty with the paper, so that each save is one guarded UPDATE.

    `revision` counts saves: an older tab cannot overwrite a newer answer. `is_open` is the attempt's state again, on the row that is
    written: handing in closes it, and a save that was on its way at that moment then finds nothing to write to.
    """

    slot = models.OneToOneField(AttemptSlot, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    response = models.JSONField(null=True)
    flagged = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(revision=0, response__isnull=True) | Q(revision__gt=0), name="answer_saved_by_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} r{self.revision}"

    @property
    def is_answered(self) -> bool:
        return self.response is not None
