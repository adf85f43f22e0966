"""What a learner did: the evidence, and one row that sums it up and changes in the same transaction (performance.md, How 4)."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from lms.core.append_only import erasable
from lms.core.models import Record

from .cohorts import Enrolment
from .editions import ModuleEdition

MOVED = [
    ("fix", _("a fix reached everybody")),
    ("must_read", _("everybody has to read it")),
    ("chose", _("chose to move to a newer version")),
]


class ModuleEnrolments(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own, in cohorts that one has not left."""
        return self.filter(enrolment__person__in=selves(person), enrolment__state__in=("active", "completed"))


class ModuleEnrolment(Record):
    """Where one learner is in one module, and which edition they are taught."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="modules")
    module_key = models.UUIDField()
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="learners")
    moved_from = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, null=True, related_name="+")
    moved_because = models.CharField(max_length=10, blank=True, choices=MOVED)
    step_key = models.CharField(max_length=64, blank=True)
    block_id = models.CharField(max_length=64, blank=True)
    # Where exactly: the second of a video or a recording in that block, or the scene of its scenario.
    second = models.PositiveIntegerField(default=0, db_default=0)
    medium = models.CharField(max_length=5, blank=True, db_default="", choices=[("video", _("video")), ("audio", _("recording"))])
    scene = models.CharField(max_length=64, blank=True, db_default="")
    # Steps with a hard part that the learner does by another step (docs/decisions/0048). Emptied when the module is complete.
    other_routes = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    steps_done = models.JSONField(default=list)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    completed_at = models.DateTimeField(null=True)

    objects = ModuleEnrolments.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "module_key"], name="one_row_per_module")]

    def __str__(self) -> str:
        return self.public_id


@erasable
class StepFinished(models.Model):
    """A learner said that they are done with a step."""

    module_enrolment = models.ForeignKey(ModuleEnrolment, on_delete=models.PROTECT, related_name="finished")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["module_enrolment", "step_key"], name="step_finished_once")]

    def __str__(self) -> str:
        return self.step_key


class KnowledgeAnswers(QuerySet):
    def latest(self) -> Self:
        """The last answer to each check: earlier tries stay, only the last is shown."""
        later = KnowledgeAnswer.objects.filter(
            module_enrolment=OuterRef("module_enrolment"),
            step_key=OuterRef("step_key"),
            block_id=OuterRef("block_id"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(~Exists(later))


@erasable
class KnowledgeAnswer(models.Model):
    """One try at a knowledge check inside a step. Any number of tries; nobody else reads them."""

    module_enrolment = models.ForeignKey(ModuleEnrolment, on_delete=models.PROTECT, related_name="answers")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=64)
    block_id = models.CharField(max_length=64)
    response = models.JSONField()
    is_right = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    objects = KnowledgeAnswers.as_manager()

    class Meta:
        indexes = [models.Index(fields=["module_enrolment", "step_key", "block_id"])]
        constraints = [models.CheckConstraint(condition=~Q(block_id=""), name="answer_names_its_check")]

    def __str__(self) -> str:
        return self.block_id
