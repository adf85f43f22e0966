"""Who reads a lesson before it goes out: three tasks, none of them asked in vain, none passed over when a word has changed."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState, Workflow, WorkflowState

from courses.models import Module, Step, StepReview, Topic, WordListEntry
from courses.services.build_edition import edition_of
from courses.services.lesson_workflow import act_on_task
from courses.services.readings import read_from, review_step
from courses.services.release_edition import release_edition
from courses.services.set_up_authoring import set_up_authoring
from lms.core.errors import Refused
from tests.factories.courses import add_step, note, person, step, text, workshop

pytestmark = pytest.mark.django_db
APPROVED, SKIPPED, WAITING = "approved", "skipped", "in_progress"


@pytest.fixture
def ed():
    return person("Ed", "editor")


@pytest.fixture
def module(ed):
    made = workshop(ed)
    set_up_authoring()
    return made


@pytest.fixture
def lee():
    """Reads from lived experience."""
    lee = person("Lee")
    lee.groups.add(Group.objects.get_or_create(name="Lived-experience reviewers")[0])
    return lee


@pytest.fixture
def sam():
    return person("Sam", "safeguarding")


def words(page, html, by=None):
    page = Step.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.body = Step._meta.get_field("body").stream_block.to_python([text(html=html)])
    page.save_revision(user=by)
    return Step.objects.get(pk=page.pk)


def submit(page, by):
    page.save_revision(user=by)
    return page.get_workflow().start(page, by)


def act(state, by, action="approve", **more):
    """As the CMS does it."""
    current = WorkflowState.objects.get(pk=state.pk).current_task_state.specific
    current.task.specific.on_action(current, by, action, **more)


def tasks(state):
    """[(task, its newest status)] in order."""
    return [(task.name, task.status) for task in WorkflowState.objects.get(pk=state.pk).all_tasks_with_status()]


def asking():
    return Step.objects.get(step_key="asking")


def test_setting_up_is_done_once(module):
    workflow = set_up_authoring()
    assert Workflow.objects.filter(name="Lesson").count() == 1
    assert [task.name for task in workflow.tasks] == ["Lived-experience review", "Safeguarding review", "Words and accessibility"]
    assert asking().get_workflow() == workflow
    assert WordListEntry.objects.count() > 40
    WordListEntry.objects.all()[0].delete()
    kept = WordListEntry.objects.count()
    Topic.objects.filter(slug="loss").update(is_crisis=True)
    set_up_authoring()
    assert WordListEntry.objects.count() == kept
    assert Topic.objects.get(slug="loss").is_crisis


def test_a_plain_step_asks_lived_experience_alone_and_is_published(module, ed, lee):
    page = words(asking(), "<p>The canary of the draft.</p>", ed)
    state = submit(page.get_latest_revision_as_object(), ed)
    assert tasks(state)[0] == ("Lived-experience review", WAITING)
    act(state, lee)
    assert [status for _name, status in tasks(state)] == [APPROVED, SKIPPED, APPROVED]
    assert "canary" in str(asking().body)
    assert StepReview.objects.get().by == lee


def test_a_strong_note_and_a_crisis_topic_each_ask_safeguarding(module, ed, lee, sam):
    strong = add_step(module, step("hard", note(strength="strong", short="<p>Ask.</p>"), text()))
    by_topic = add_step(module, step("topical", text()))
    by_topic.topics.set([Topic.objects.get(slug="suicide")])
    by_topic.save()
    by_note = add_step(module, step("said", note(), text()))  # its content note says: thoughts of suicide
    for page in (strong, by_topic, by_note):
        state = submit(page, ed)
        act(state, lee)
        assert tasks(state)[1] == ("Safeguarding review", WAITING)
        with pytest.raises(PermissionDenied):
            act(state, lee)
        act(state, sam)
        assert tasks(state)[1] == ("Safeguarding review", APPROVED)
    assert StepReview.objects.filter(perspective="safeguarding", by=sam).count() == 3


def test_words_wait_for_an_editor_when_there_is_something_to_think_about(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submit(page.get_latest_revision_as_object(), ed)
    act(state, lee)
    assert tasks(state)[2] == ("Words and accessibility", WAITING)
    with pytest.raises(PermissionDenied):
        act(state, lee)
    act(state, ed)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_nobody_approves_who_was_not_asked(module, ed, sam):
    state = submit(asking(), ed)
    for other in (ed, sam, person("Bo", "assessor")):
        with pytest.raises(PermissionDenied):
            act(state, other)
    assert tasks(state)[0][1] == WAITING
    assert not StepReview.objects.exists()


def test_the_same_words_are_not_read_twice(module, ed, lee):
    state = submit(asking(), ed)
    act(state, lee)
    again = submit(asking(), ed)  # a save without a change, or a wish to publish anew
    assert [status for _name, status in tasks(again)] == [APPROVED, SKIPPED, APPROVED]
    assert TaskState.objects.filter(workflow_state=again).first().finished_by is None


def test_another_word_brings_the_step_back_to_whoever_read_it(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submit(page.get_latest_revision_as_object(), ed)
    act(state, lee)
    words(page, "<p>He was a psycho.</p>", ed)  # words may still be changed in the last task
    act(state, ed)
    assert tasks(state)[0] == ("Lived-experience review", WAITING)
    assert "psycho" not in str(asking().body)
    act(state, lee)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"
    assert "psycho" in str(asking().body)


def test_a_save_that_changes_no_word_asks_nobody_again(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submit(page.get_latest_revision_as_object(), ed)
    act(state, lee)
    page.get_latest_revision_as_object().save_revision(user=ed)
    act(state, ed)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_a_topic_that_comes_later_asks_safeguarding_after_all(module, ed, lee, sam):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submit(page.get_latest_revision_as_object(), ed)
    act(state, lee)
    draft = page.get_latest_revision_as_object()
    draft.topics.set([Topic.objects.get(slug="self-harm")])
    draft.save_revision(user=ed)
    act(state, ed)
    act(state, lee)
    assert tasks(state)[1] == ("Safeguarding review", WAITING)
    act(state, sam)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_nobody_stands_for_words_that_changed_under_their_eyes(module, ed, lee):
    state = submit(asking(), ed)
    current = WorkflowState.objects.get(pk=state.pk).current_task_state
    with pytest.raises(Refused, match="changed while you were reading"):
        act_on_task(task=current.task.specific, state=current, by=lee, action="approve", seen_sha256="of other words")


def test_a_reader_may_ask_for_changes_and_the_words_go_back(module, ed, lee):
    state = submit(asking(), ed)
    act(state, lee, "reject", comment="Say it kinder.")
    assert WorkflowState.objects.get(pk=state.pk).status == "needs_changes"
    assert not StepReview.objects.exists()


def test_modules_and_programmes_pass_without_readers(module, ed):
    state = submit(Module.objects.get(pk=module.pk), ed)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


# --- readings and the release (decisions.md 34) ----------------------------------------------------


def read_all(module, perspective, by):
    for page in Step.objects.child_of(module):
        review_step(step=page, perspective=perspective, by=by)


def test_a_module_is_read_when_each_of_its_steps_is_read_as_it_stands(module, ed, lee, sam):
    review_step(step=asking(), perspective="lived_experience", by=lee)
    assert read_from(edition_of(module)) == []
    read_all(module, "lived_experience", lee)
    assert read_from(edition_of(module)) == ["lived_experience"]
    read_all(module, "safeguarding", sam)
    edition = release_edition(module=module, by=ed)
    assert edition.is_reviewed
    words(asking(), "<p>Another word.</p>", ed).get_latest_revision().publish()
    assert read_from(edition_of(module)) == []


def test_a_module_without_steps_is_read_by_nobody(ed):
    assert read_from(edition_of(workshop(ed, steps=[]))) == []


def test_a_real_service_holds_a_crisis_topic_back_until_both_have_read(module, ed, lee, sam, settings):
    settings.DEMO = False
    page = asking()
    page.topics.set([Topic.objects.get(slug="emergency")])
    page.save()
    with pytest.raises(Refused, match="Nobody has read these words"):
        release_edition(module=module, by=ed)
    read_all(module, "lived_experience", lee)
    read_all(module, "safeguarding", sam)
    edition = release_edition(module=module, by=ed)
    assert [line.get("topics") for line in edition.read()["steps"]] == [None, ["emergency"]]


def test_topics_travel_in_revisions(module, ed):
    page = asking()
    page.topics.set([Topic.objects.get(slug="loss")])
    page.save_revision(user=ed)
    assert [topic.slug for topic in Step.objects.get(pk=page.pk).get_latest_revision_as_object().topics.all()] == ["loss"]
    assert not asking().topics.exists()
