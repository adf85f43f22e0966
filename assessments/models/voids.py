"""What was taken back after people had answered, and the passes that a person has to decide about because of it."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.queries import selves
from assessments.models.questions import QuestionVersion
from assessments.models.quizzes import Attempt
from lms.core.append_only import append_only
from lms.core.models import Envelope


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


class PassInDoubtQuerySet(models.QuerySet["PassInDoubt"]):
    def open_to(self, person: User) -> Self:
        """What waits for a ruling by this person: neither their own paper nor a part that they changed themselves."""
        mine = selves(person)
        return self.filter(ruling__isnull=True).exclude(void__by__in=mine).exclude(attempt__person__in=mine)


@append_only
class PassInDoubt(models.Model):
    """A pass that marking again would take away. It stands until a person rules on it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="doubts")
    void = models.ForeignKey(OptionVoid, on_delete=models.PROTECT, related_name="doubts")

    objects = PassInDoubtQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "void"], name="one_doubt_per_attempt_and_void"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.void_id}"


@append_only
class PassRuling(Envelope):
    """A person ruled on a pass in doubt, once: it stands, or the paper was marked again. The reason is a narrative."""

    doubt = models.OneToOneField(PassInDoubt, on_delete=models.PROTECT, related_name="ruling")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    keeps = models.BooleanField()

    def __str__(self) -> str:
        return self.public_id
