"""Who reads a lesson before it goes out: three tasks, none of them asked in vain, none passed over when a word has changed."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import TaskState, Workflow, WorkflowState

from accounts.services.cms_groups import sync_cms_groups
from courses.models import Module, Step, StepReview, Topic, WordListEntry
from courses.services.build_edition import edition_of
from courses.services.lesson_workflow import act_on_task
from courses.services.readings import read_from, review_step
from courses.services.release_edition import release_edition
from courses.services.set_up_authoring import set_up_authoring
from lms.core.errors import Refused
from lms.core.models import OutboxMessage
from tests.courses.test_lesson_checks import form_of
from tests.factories.authoring import lived_experience_reader, say, submitted
from tests.factories.courses import add_step, note, person, step, text, workshop

pytestmark = pytest.mark.django_db
APPROVED, SKIPPED, WAITING = "approved", "skipped", "in_progress"


@pytest.fixture
def module(ed):
    made = workshop(ed)
    set_up_authoring()
    return made


@pytest.fixture
def lee():
    return lived_experience_reader()


@pytest.fixture
def sam():
    return person("Sam", "safeguarding")


def words(page, html, by=None):
    page = Step.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.body = Step._meta.get_field("body").stream_block.to_python([text(html=html)])
    page.save_revision(user=by)
    return Step.objects.get(pk=page.pk)


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
    state = submitted(page.get_latest_revision_as_object(), ed)
    assert tasks(state)[0] == ("Lived-experience review", WAITING)
    say(state, lee)
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
        state = submitted(page, ed)
        say(state, lee)
        assert tasks(state)[1] == ("Safeguarding review", WAITING)
        with pytest.raises(PermissionDenied):
            say(state, lee)
        say(state, sam)
        assert tasks(state)[1] == ("Safeguarding review", APPROVED)
    assert StepReview.objects.filter(perspective="safeguarding", by=sam).count() == 3


def test_words_wait_for_an_editor_when_there_is_something_to_think_about(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submitted(page.get_latest_revision_as_object(), ed)
    say(state, lee)
    assert tasks(state)[2] == ("Words and accessibility", WAITING)
    with pytest.raises(PermissionDenied):
        say(state, lee)
    say(state, ed)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_nobody_approves_who_was_not_asked(module, ed, sam):
    state = submitted(asking(), ed)
    for other in (ed, sam, person("Bo", "assessor")):
        with pytest.raises(PermissionDenied):
            say(state, other)
    assert tasks(state)[0][1] == WAITING
    assert not StepReview.objects.exists()


def test_the_same_words_are_not_read_twice(module, ed, lee):
    state = submitted(asking(), ed)
    say(state, lee)
    again = submitted(asking(), ed)  # a save without a change, or a wish to publish anew
    assert [status for _name, status in tasks(again)] == [APPROVED, SKIPPED, APPROVED]
    assert TaskState.objects.filter(workflow_state=again).first().finished_by is None


def test_another_word_brings_the_step_back_to_whoever_read_it(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submitted(page.get_latest_revision_as_object(), ed)
    say(state, lee)
    words(page, "<p>He was a psycho.</p>", ed)  # words may still be changed in the last task
    say(state, ed)
    assert tasks(state)[0] == ("Lived-experience review", WAITING)
    assert "psycho" not in str(asking().body)
    say(state, lee)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"
    assert "psycho" in str(asking().body)


def test_a_save_that_changes_no_word_asks_nobody_again(module, ed, lee):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submitted(page.get_latest_revision_as_object(), ed)
    say(state, lee)
    page.get_latest_revision_as_object().save_revision(user=ed)
    say(state, ed)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_a_topic_that_comes_later_asks_safeguarding_after_all(module, ed, lee, sam):
    page = words(asking(), "<p>He committed suicide.</p>", ed)
    state = submitted(page.get_latest_revision_as_object(), ed)
    say(state, lee)
    draft = page.get_latest_revision_as_object()
    draft.topics.set([Topic.objects.get(slug="self-harm")])
    draft.save_revision(user=ed)
    say(state, ed)
    say(state, lee)
    assert tasks(state)[1] == ("Safeguarding review", WAITING)
    say(state, sam)
    assert WorkflowState.objects.get(pk=state.pk).status == "approved"


def test_nobody_stands_for_words_that_changed_under_their_eyes(module, ed, lee):
    state = submitted(asking(), ed)
    current = WorkflowState.objects.get(pk=state.pk).current_task_state
    with pytest.raises(Refused, match="changed while you were reading"):
        act_on_task(task=current.task.specific, state=current, by=lee, action="approve", seen_sha256="of other words")


def test_a_reader_may_ask_for_changes_and_the_words_go_back(module, ed, lee):
    state = submitted(asking(), ed)
    say(state, lee, "reject", comment="Say it kinder.")
    assert WorkflowState.objects.get(pk=state.pk).status == "needs_changes"
    assert not StepReview.objects.exists()


def test_modules_and_programmes_pass_without_readers(module, ed):
    state = submitted(Module.objects.get(pk=module.pk), ed)
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


# --- the readers' own page -------------------------------------------------------------------------


def page_of(client, who, path="/lessons/"):
    client.force_login(who)
    return client.get(path)


def test_readers_are_told_in_neutral_words_and_find_the_lesson_on_a_page_of_their_own(client, ed, module, lee, sam):
    waiting = submitted(asking(), ed).current_task_state
    (message,) = OutboxMessage.objects.filter(kind="courses.lesson_waits")
    assert (message.to_ref, "Asking" in message.body) == (lee.public_id, False)
    html = page_of(client, lee).content.decode()
    assert f"/lessons/{waiting.pk}/" in html
    assert "Asking" in html
    assert "Nothing waits for you." in page_of(client, sam).content.decode()
    assert page_of(client, sam, f"/lessons/{waiting.pk}/").status_code == 404
    assert page_of(client, ed).status_code == 404


def test_a_reader_stands_for_what_was_on_the_page(client, ed, module, lee):
    state = submitted(asking(), ed)
    path = f"/lessons/{state.current_task_state.pk}/"
    html = page_of(client, lee, path).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', html)[1]
    words(asking(), "<p>Other words.</p>", ed)
    refused = client.post(path, {"act": "approve", "seen": seen, "comment": ""})
    assert (refused.status_code, "changed while you were reading" in refused.content.decode()) == (422, True)
    assert "Other words." in refused.content.decode()
    assert not StepReview.objects.exists()
    seen = re.search(r'name="seen" value="(\w+)"', page_of(client, lee, path).content.decode())[1]
    assert client.post(path, {"act": "approve", "seen": seen, "comment": "Kind."}).url == "/lessons/"
    assert StepReview.objects.get().by == lee
    assert TaskState.objects.get(pk=state.current_task_state.pk).comment == "Kind."


def test_whoever_asks_for_changes_says_which(client, ed, module, lee):
    state = submitted(asking(), ed)
    path = f"/lessons/{state.current_task_state.pk}/"
    client.force_login(lee)
    answer = client.post(path, {"act": "reject", "seen": "x", "comment": ""})
    assert (answer.status_code, "Say what should change" in answer.content.decode()) == (422, True)
    client.post(path, {"act": "reject", "seen": "x", "comment": "Say it kinder."})
    assert WorkflowState.objects.get(pk=state.pk).status == "needs_changes"


def test_the_list_asks_the_same_however_long_it_is(client, ed, module, lee, django_assert_max_num_queries):
    submitted(asking(), ed)
    page_of(client, lee)
    with CaptureQueriesContext(connection) as one:
        client.get("/lessons/")
    for number in range(5):
        submitted(add_step(module, step(f"more-{number}", text(html=f"<p>Words {number}.</p>"))), ed)
    with django_assert_max_num_queries(len(one)):
        client.get("/lessons/")


def test_an_editor_in_the_cms_approves_what_they_see_and_nothing_newer(client, ed, module):
    """Ed is asked to read from lived experience, too."""
    sync_cms_groups(ed)
    ed.groups.add(Group.objects.get(name="Lived-experience reviewers"))
    state = submitted(asking(), ed)
    revision = asking().latest_revision
    opened = {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}
    words(asking(), "<p>Other words.</p>", ed)
    client.force_login(ed)
    data = form_of(asking()) | opened | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    client.post(f"/cms/pages/{asking().pk}/edit/", data)
    assert tasks(state)[0][1] == WAITING
    revision = asking().latest_revision
    opened = {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}
    client.post(f"/cms/pages/{asking().pk}/edit/", data | opened)
    assert tasks(state)[0][1] == APPROVED
