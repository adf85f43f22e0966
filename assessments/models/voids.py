"""What was taken back after people had answered, and the passes that a person has to decide about because of it."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.questions import QuestionVersion
from assessments.models.quizzes import Attempt
from lms.core.append_only import append_only


class OptionVoidQuerySet(models.QuerySet["OptionVoid"]):
    def parts(self, versions: Iterable[int]) -> dict[int, frozenset[str]]:
        """What counts as taken back today, by question version, in one statement."""
        standing: dict[int, set[str]] = {}
        for version, part, is_void in self.filter(version__in=versions).order_by("seq").values_list("version_id", "part", "is_void"):
            held = standing.setdefault(version, set())
            held.add(part) if is_void else held.discard(part)
        return {version: frozenset(parts) for version, parts in standing.items()}


@append_only
class OptionVoid(models.Model):
    """A part of a question was taken back, or put back; the newest row of each part stands. `part` "*" is the whole question."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="voids")
    seq = models.PositiveIntegerField()
    part = models.CharField(max_length=80)
    is_void = models.BooleanField(default=True)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OptionVoidQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "seq"], name="one_void_per_seq"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="void_from_one"),
            models.CheckConstraint(condition=~Q(part="") & ~Q(why=""), name="void_says_what_and_why"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.part}"


class PassInDoubt(models.Model):
    """A pass that marking again would take away. It stands until a person decides."""

    DECISIONS: ClassVar = [("", _("Not decided yet")), ("kept", _("The pass stands")), ("marked_again", _("Marked again"))]

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="doubts")
    void = models.ForeignKey(OptionVoid, on_delete=models.PROTECT, related_name="doubts")
    decision = models.CharField(max_length=12, choices=DECISIONS, blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "void"], name="one_doubt_per_attempt_and_void"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decision__in=["kept", "marked_again"], decided_by__isnull=False, decided_at__isnull=False),
                name="doubt_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.decision}"
