"""Reflections that a learner has given to the people who run their group: an act of its own, after the private writing."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.queries import selves
from lms.core.append_only import append_only
from lms.core.models import Envelope

from .cohorts import Cohort
from .editions import ModuleEdition

FACILITATOR, MANAGER = "facilitator", "manager"


class SharedReflections(QuerySet):
    def readable_by(self, person: Any) -> Self:
        """One's own, and those that were given to the people who run a cohort in the role that one has there today."""
        return self.filter(Q(person__in=selves(person)) | self._given_to(person))

    def given_to(self, person: Any) -> Self:
        return self.filter(self._given_to(person)).exclude(person__in=selves(person))

    @staticmethod
    def _given_to(person: Any) -> Q:
        facilitated, run = Cohort.objects.facilitated_by(person), Cohort.objects.run_by(person)
        return Q(given_to=FACILITATOR, cohort__in=facilitated) | Q(given_to=MANAGER, cohort__in=run)


@append_only
class SharedReflection(Envelope):
    """That somebody shared what they wrote in a box, with whom, and the hash of the words. Taking back removes the words, not the act.

    `given_to` is who was named before the button was pressed: a role of this cohort. Sharing again is a further row.
    """

    ROLES: ClassVar = [(FACILITATOR, _("the facilitators of the cohort")), (MANAGER, _("the managers of the cohort"))]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shared_reflections")
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="shared_reflections")
    given_to = models.CharField(max_length=12, choices=ROLES)
    module_key = models.UUIDField()
    edition = models.ForeignKey(ModuleEdition, on_delete=models.PROTECT, related_name="+")
    step_key = models.CharField(max_length=64)
    block_id = models.CharField(max_length=64)

    objects = SharedReflections.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "module_key", "step_key"], name="shared_from_a_step")]
        constraints = [
            models.CheckConstraint(condition=Q(given_to__in=(FACILITATOR, MANAGER)), name="shared_with_a_known_role"),
            models.CheckConstraint(condition=~Q(block_id=""), name="shared_from_a_box"),
        ]

    def __str__(self) -> str:
        return self.public_id
