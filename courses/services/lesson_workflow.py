"""What the three tasks of the workflow "Lesson" do: who reads, when a task passes by itself, and when somebody has to read again.

A reading is kept as a StepReview, which names the words by their hash. So nobody reads the same words twice, and a word that changed
after somebody read it brings the step back to them (ux.md 7.3; WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT asks after every save and
stays off).
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState, WorkflowState

from accounts.models import User
from accounts.services.tell import tell
from courses.editions.topics import needs_safeguarding
from courses.models import Step
from courses.queries.to_read import readers_for
from lms.core.errors import Refused
from lms.core.permissions import require

from .build_edition import built_step
from .findings import findings_of_step
from .readings import hash_of_step, review_step, step_is_read
from .release_checks import crisis_topics
from .words_that_stay import asked_of_step, words_stay

LIVED_EXPERIENCE, SAFEGUARDING = "lived_experience", "safeguarding"
DONE = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)


def step_of(state: WorkflowState) -> Step | None:
    """The step as it stands in its newest draft; None for a module or a programme, which nobody needs to read."""
    draft = state.content_object.get_latest_revision_as_object()
    return draft if isinstance(draft, Step) else None


def begin_task(*, task: Any, state: TaskState) -> TaskState:
    """A task that has nothing to ask ends at once: skipped where nobody is needed, approved where everything is there already."""
    step = step_of(state.workflow_state)
    if step is None or (task.perspective == SAFEGUARDING and not wants_safeguarding(step)):
        state.status = TaskState.STATUS_SKIPPED
        state.save(update_fields=["status"])
    elif said := _why_done(task, step):
        state.approve(update=False, comment=said)
    else:
        _ask(task, state)
    return state


def _ask(task: Any, state: TaskState) -> None:
    """Those who read are no editors: they are told, and have a page of their own outside the CMS."""
    for reader in readers_for(task):
        tell(
            person=reader,
            kind="courses.lesson_waits",
            key=f"task:{state.pk}",
            values={"link": f"{settings.SITE_URL}{reverse('courses:lessons_to_read')}"},
        )


def _why_done(task: Any, step: Step) -> str:
    if not task.perspective:
        return "" if [found for found in findings_of_step(step) if found.level != "warn"] else _("The checks are clean.")
    same = step_is_read(sha256=hash_of_step(built_step(step)), perspective=task.perspective)
    return _("Somebody has read exactly these words before.") if same else ""


def wants_safeguarding(step: Step) -> bool:
    return needs_safeguarding(built_step(step), crisis_topics())


@transaction.atomic
def act_on_task(*, task: Any, state: TaskState, by: User, action: str, seen_sha256: str = "", **more: Any) -> None:
    """Approve or send back. An approval is a reading of the newest draft, and asks again whoever read other words before.

    `seen_sha256`: the hash of what the reader had before them, where that is known. Raises PermissionDenied for somebody who is not asked,
    Refused when the words have changed while they were read.
    """
    require(by, task.may_act)
    step = step_of(state.workflow_state)
    if action == "approve" and step is not None:
        sha256 = hash_of_step(built_step(step))
        if seen_sha256 and seen_sha256 != sha256:
            raise Refused(_("The words have changed while you were reading. Please look again."))
        if task.perspective:
            review_step(step=step, perspective=task.perspective, by=by)
        elif asked := asked_of_step(step, findings_of_step(step)):
            words_stay(asked, by=by)
        _ask_again(state.workflow_state, step, sha256)
    Task.on_action(task, state, by, action, **more)


def _ask_again(workflow: WorkflowState, step: Step, sha256: str) -> None:
    """Readings of other words do not count any more; neither does a reading that was not needed then and is now."""
    for done in workflow.task_states.filter(status__in=DONE).select_related("task"):
        perspective = getattr(done.task.specific, "perspective", "")
        needed = perspective == LIVED_EXPERIENCE or (perspective == SAFEGUARDING and wants_safeguarding(step))
        if needed and not step_is_read(sha256=sha256, perspective=perspective):
            done.status = TaskState.STATUS_CANCELLED
            done.save(update_fields=["status"])
