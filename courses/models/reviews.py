"""Reading before release: who stood for the words of one step, and the tasks of the workflow that ask for it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from lms.core.append_only import append_only
from lms.core.permissions import allowed

from .editions import PERSPECTIVES

YES_OR_NO = [("reject", _("Ask for changes"), True), ("approve", _("Approve"), False), ("approve", _("Approve with comment"), True)]


@append_only
class StepReview(models.Model):
    """Somebody read exactly these words of a step and stands for them. A changed word needs a new reading."""

    public_ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    module_key = models.UUIDField(db_index=True)
    step_key = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64, db_index=True)
    perspective = models.CharField(max_length=20, choices=PERSPECTIVES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_sha256", "perspective", "by"], name="one_step_review_per_reader"),
            models.CheckConstraint(
                condition=Q(perspective__in=[key for key, _words in PERSPECTIVES]), name="step_review_perspective_known"
            ),
        ]

    def __str__(self) -> str:
        return self.perspective


class LessonTask(Task):
    """A task that asks a rule of the house who may act, not a list of groups of its own."""

    may_act = ""
    locks_editors_out = True

    class Meta:
        abstract = True

    def _may(self, user: Any) -> bool:
        return allowed(user, self.may_act, None)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._may(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While somebody reads, the words hold still for everybody else."""
        return self.locks_editors_out and not self._may(user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        return YES_OR_NO if self._may(user) else []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS) if self._may(user) else TaskState.objects.none()

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        from courses.services.lesson_workflow import begin_task

        return begin_task(task=self, state=super().start(workflow_state, user=user))

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        from courses.services.lesson_workflow import act_on_task

        act_on_task(task=self, state=task_state, by=user, action=action_name, **kwargs)


class LivedExperienceReview(LessonTask):
    """Always asked for: somebody with lived experience reads the step."""

    perspective = "lived_experience"
    may_act = "courses.review_as_lived_experience"

    class Meta:
        verbose_name = _("lived-experience review")

    @classmethod
    def get_description(cls) -> Any:
        return _("Somebody from the group “Lived-experience reviewers” reads the step.")


class SafeguardingReview(LessonTask):
    """Asked for when a step has a strong note or a crisis topic; skips itself otherwise."""

    perspective = "safeguarding"
    may_act = "courses.review_as_safeguarding"

    class Meta:
        verbose_name = _("safeguarding review")

    @classmethod
    def get_description(cls) -> Any:
        return _("A safeguarding lead reads steps with a strong note or a crisis topic; others pass by.")


class WordsReview(LessonTask):
    """Approves itself when the checks find nothing to mend or to think about; an editor looks otherwise."""

    perspective = ""
    may_act = "courses.release_edition"
    locks_editors_out = False

    class Meta:
        verbose_name = _("words and accessibility")

    @classmethod
    def get_description(cls) -> Any:
        return _("The checks decide when they are clean; an editor decides otherwise.")
