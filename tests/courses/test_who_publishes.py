"""A step is published by the workflow, once everybody has read it, and not past it (docs/decisions/0101)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.services.cms_groups import sync_cms_groups
from courses.models import Module, Programme, Step
from courses.services.set_up_authoring import set_up_authoring
from tests.courses.test_lesson_checks import form_of
from tests.factories.authoring import lived_experience_reader, say, submitted
from tests.factories.courses import person, step, text, workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def ed():
    return person("Ed", "editor")


@pytest.fixture
def module(ed):
    made = workshop(ed, [step("asking", text())])
    set_up_authoring()
    sync_cms_groups(ed)
    return made


def asking():
    return Step.objects.get(step_key="asking")


def draft(title, by):
    """One more draft of the step, with this title."""
    page = asking().get_latest_revision_as_object()
    page.title = title
    return page.save_revision(user=by)


def presses_publish(client, who, title="Past everybody"):
    client.force_login(who)
    data = form_of(asking()) | {"title": title, "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[asking().pk]), data)
    return asking().title


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_nobody_publishes_a_step_past_its_readers(client, module, role):
    who = person("Al", role)
    sync_cms_groups(who)
    assert presses_publish(client, who) == "Asking"
    assert asking().get_latest_revision_as_object().title == "Past everybody"  # saved as a draft
    with pytest.raises(PermissionDenied):
        draft("Another way", who).publish(user=who)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[asking().pk])).content.decode()
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html


def test_a_new_step_and_many_at_once_go_the_same_way(client, module, ed):
    client.force_login(ed)
    none = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data = nested_form_data({"title": "New", "minutes": "5", "body": streamfield([]), "action-publish": "1"}) | none
    client.post(reverse("wagtailadmin_pages:add", args=["courses", "step", module.pk]), data)
    made = Step.objects.get(title="New")
    assert not made.live
    for page in (made, module):
        client.post(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}", {"include_descendants": "on"}
        )
    assert not Step.objects.get(title="New").live


def test_the_last_reader_publishes_it(module, ed):
    draft("Read by everybody", ed)
    say(submitted(asking().get_latest_revision_as_object(), ed), lived_experience_reader())
    assert asking().title == "Read by everybody"


def test_editors_publish_modules_and_programmes_and_take_steps_out(module, ed):
    for kind in (Module, Programme):
        page = kind.objects.get()
        page.title = "By the editor"
        page.save_revision(user=ed).publish(user=ed)
        assert kind.objects.get().title == "By the editor"
    may = asking().permissions_for_user(ed)
    assert may.can_unpublish()
    assert Module.objects.get().permissions_for_user(ed).can_reorder_children()


def test_who_runs_a_service_alone_publishes_and_so_does_everybody_where_the_workflow_is_off(client, module, ed):
    assert presses_publish(client, person("Root", "admin", is_superuser=True)) == "Past everybody"
    Workflow.objects.update(active=False)
    assert presses_publish(client, ed, "Nobody reads here") == "Nobody reads here"
