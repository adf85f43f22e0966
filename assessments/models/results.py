"""What a try came to: the marks of its answers, event by event, and its result. Nothing here ever changes."""

from fractions import Fraction
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.quizzes import Attempt, AttemptSlot
from assessments.quiz_states import SUBMITTED
from lms.core.append_only import append_only
from lms.core.models import Envelope


@append_only
class MarkEvent(models.Model):
    """One mark given to one answer; what stands is the fold of all of them (assessments.grading.marks)."""

    KINDS: ClassVar = [("machine", _("By the rules")), ("person", _("By a person")), ("person_taken_back", _("Taken back"))]

    slot = models.ForeignKey(AttemptSlot, on_delete=models.PROTECT, related_name="marks")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    points_num = models.PositiveIntegerField(null=True)
    points_den = models.PositiveIntegerField(default=1)
    voided = models.JSONField(default=list)  # option ids that counted as taken back
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "seq"], name="one_mark_per_seq"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="mark_from_one"),
            models.CheckConstraint(
                condition=Q(kind="person_taken_back", points_num__isnull=True)
                | Q(kind__in=["machine", "person"], points_num__isnull=False, points_den__gt=0, points_num__lte=F("points_den")),
                name="mark_between_nothing_and_one",
            ),
            # The machine marks by itself; a person's mark has a person (invariant 3).
            models.CheckConstraint(condition=Q(kind="machine", by__isnull=True) | Q(by__isnull=False), name="mark_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}/{self.seq}"

    @property
    def points(self) -> Fraction | None:
        return None if self.points_num is None else Fraction(self.points_num, self.points_den)


class AttemptResultQuerySet(models.QuerySet["AttemptResult"]):
    def standing(self) -> Self:
        """The newest result of each attempt that was not set aside."""
        newer = AttemptResult.objects.filter(attempt=OuterRef("attempt"), seq__gt=OuterRef("seq"))
        return self.filter(~Exists(newer), attempt__state=SUBMITTED)

    def counting(self) -> Self:
        """Without those whose place a later try took: one whose rules say that the last counts (`queries.overtaken` in the database)."""
        same = {"attempt__person": OuterRef("attempt__person"), "attempt__quiz": OuterRef("attempt__quiz"), "attempt__state": SUBMITTED}
        later = AttemptResult.objects.filter(**same, submitted_at__gt=OuterRef("submitted_at"))
        return self.filter(~Exists(later.filter(attempt__quiz_version__definition__counts="last")))


@append_only
class AttemptResult(Envelope):
    """What one try came to. A correction is a further row; the newest stands. Points are exact: num/den."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    seq = models.PositiveIntegerField(default=1)
    points_num = models.PositiveIntegerField()
    points_den = models.PositiveIntegerField(default=1)
    of = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    passed = models.BooleanField()
    by_topic = models.JSONField()  # [{"topic", "points": [num, den], "of", "secure"}] in the order of the paper
    # [{"part", "points": [num, den], "of", "needed", "met"}], `part` counting the parts of the rules; None: no part has a mark of its own
    parts = models.JSONField(null=True)
    short_parts = models.PositiveSmallIntegerField(default=0, db_default=0)
    submitted_at = models.DateTimeField()

    objects = AttemptResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "seq"], name="one_result_per_seq"),
            models.CheckConstraint(
                condition=Q(points_den__gt=0, of__gt=0, points_num__lte=F("of") * F("points_den")), name="result_points_possible"
            ),
            models.CheckConstraint(
                condition=Q(passed=True, points_num__gte=F("needed") * F("points_den"), short_parts=0)
                | Q(passed=False, points_num__lt=F("needed") * F("points_den"))
                | Q(passed=False, short_parts__gt=0),
                name="result_passed_takes_every_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.seq}"

    @property
    def points(self) -> Fraction:
        return Fraction(self.points_num, self.points_den)
