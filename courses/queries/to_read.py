"""Lessons that wait for a reader before they go out, for whoever is asked to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page, TaskState, WorkflowState

from accounts.models import RoleGrant, User
from courses.models import LivedExperienceReview, SafeguardingReview, Step
from courses.models.reviews import LessonTask
from courses.rules import LIVED_EXPERIENCE_GROUP
from lms.core.permissions import allowed

READINGS: tuple[type[LessonTask], ...] = (LivedExperienceReview, SafeguardingReview)


@dataclass(frozen=True)
class Waiting:
    """A step that waits. `perspective`: from which it is to be read."""

    state: TaskState
    task: Any
    step: Step
    module: str

    @property
    def perspective(self) -> str:
        return str(self.task.perspective)


def reads_lessons(person: User) -> bool:
    """Whether somebody is asked to read at all."""
    return any(allowed(person, kind.may_act) for kind in READINGS)


def waiting_for(person: User) -> list[Waiting]:
    """What waits for this person, the longest first."""
    tasks = {task.pk: task for kind in READINGS if allowed(person, kind.may_act) for task in kind.objects.all()}
    states = TaskState.objects.filter(
        task__in=tasks, status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    found = list(states.select_related("workflow_state").order_by("started_at", "pk"))
    steps = Step.objects.in_bulk([int(state.workflow_state.object_id) for state in found])
    modules = dict(Page.objects.filter(path__in={parent_path(step) for step in steps.values()}).values_list("path", "title"))
    return [
        Waiting(state, tasks[state.task_id], step, modules.get(parent_path(step), ""))
        for state in found
        if (step := steps.get(int(state.workflow_state.object_id)))
    ]


def parent_path(page: Page) -> str:
    path: str = page.path[: -page.steplen]
    return path


def readers_for(task: Any) -> Iterator[User]:
    """Whom a task asks."""
    if isinstance(task, LivedExperienceReview):
        group = Group.objects.filter(name=LIVED_EXPERIENCE_GROUP).first()
        yield from User.objects.filter(groups=group, is_active=True) if group else ()
    elif isinstance(task, SafeguardingReview):
        grants = RoleGrant.objects.in_force().filter(role="safeguarding")
        yield from User.objects.filter(pk__in=grants.values("person"), is_active=True)
