"""Lessons on their way through the workflow, for tests."""

from django.contrib.auth.models import Group
from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from courses.models import Step
from courses.services.set_up_authoring import set_up_authoring
from tests.factories.courses import note, person, step, text, workshop


def lived_experience_reader(called: str = "Lee") -> User:
    """Somebody who is asked to read from lived experience."""
    lee = person(called)
    lee.groups.add(Group.objects.get_or_create(name="Lived-experience reviewers")[0])
    return lee


def submitted(page: Step, by: User) -> WorkflowState:
    """The newest draft of a step, on its way."""
    page.save_revision(user=by)
    return page.get_workflow().start(page, by)


def say(state: WorkflowState, by: User, action: str = "approve", **more: str) -> TaskState:
    """What a reader says to the task that is waiting; the task that waits then."""
    current = WorkflowState.objects.get(pk=state.pk).current_task_state.specific
    current.task.specific.on_action(current, by, action, **more)
    return WorkflowState.objects.get(pk=state.pk).current_task_state


def lesson_for_safeguarding(editor: User, reader: User | None = None) -> TaskState:
    """A step with a strong note, read from lived experience: it waits for safeguarding."""
    module = workshop(editor, [step("hard", note(strength="strong", short="<p>Short.</p>"), text())])
    set_up_authoring()
    return say(submitted(Step.objects.child_of(module).get(), editor), reader or lived_experience_reader())
