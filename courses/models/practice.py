"""Branching stories as one learner goes through them: any number of tries, read by nobody else."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from lms.core.models import Record

from .editions import ModuleEdition
from .progress import ModuleEnrolment


class ScenarioRuns(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own, while one may open the module. There is no role that reads another person's."""
        return self.filter(module_enrolment__in=ModuleEnrolment.objects.readable_by(person))

    def with_edition(self) -> Self:
        """With the edition of each, as far as one has to know whether it tells the same story."""
        return self.select_related("edition").defer("edition__content")


class ScenarioRun(Record):
    """One try at a scenario. `path` is the way so far: a list of [scene id, choice id].

    It keeps to the edition with which it began: whoever is in the middle of a story stays in that story.
    """

    module_enrolment = models.ForeignKey(ModuleEnrolment, on_delete=models.PROTECT, related_name="runs")
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=64)
    block_id = models.CharField(max_length=64)
    path = models.JSONField(default=list)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = ScenarioRuns.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["module_enrolment", "step_key", "block_id"], name="runs_of_a_scenario")]
        constraints = [models.CheckConstraint(condition=~Q(block_id=""), name="run_names_its_scenario")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def choices(self) -> tuple[str, ...]:
        """The way as the engine wants it: ids of choices."""
        return tuple(choice for _scene, choice in self.path)
