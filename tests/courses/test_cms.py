"""The course editor's screens inside the CMS, and what an editor can never do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from accounts.models import StoryConsent
from accounts.services import give_role
from courses.models import Module, ModuleEdition, Programme, Step
from courses.services.findings import findings_of_step
from courses.services.load_starter import load_starter
from courses.services.release_edition import release_edition
from lms.core import clock
from tests.factories import library
from tests.factories.courses import add_step, learning, person, quote, reflection, step, text, workshop, workshop_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(ed):
    return workshop(ed)


def test_an_editor_opens_the_checks_and_releases(client, ed, module):
    client.force_login(ed)
    address = reverse("courses_release", args=[module.pk])
    page = client.get(address).content.decode()
    assert "This is the first edition, 1.0." in page
    assert "not yet reviewed" in page
    response = client.post(address, {"change": "new", "note": "First"})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[module.pk])
    assert ModuleEdition.objects.get().note == "First"
    assert "Nothing has changed since edition 1.0." in client.get(address).content.decode()


def test_findings_stand_on_the_screen_and_nothing_is_released(client, ed, module):
    add_step(module, step("half", reflection(prompt="")))
    client.force_login(ed)
    address = reverse("courses_release", args=[module.pk])
    page = client.get(address).content.decode()
    assert "Mend before release" in page
    assert "Half" in page
    assert client.post(address, {"change": "new"}).status_code == 422
    assert not ModuleEdition.objects.exists()


def test_the_module_has_a_button_to_release(client, ed, module):
    client.force_login(ed)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    assert reverse("courses_release", args=[module.pk]) in page


@pytest.mark.parametrize("role", ["manager", "assessor", "board", "supervisor"])
def test_nobody_else_gets_in(client, module, role):
    client.force_login(person("Bo", role))
    for name in ("courses_release", "courses_review"):
        address = reverse(name, args=[module.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, {"change": "new", "perspective": "safeguarding"}).status_code == 404
    assert not ModuleEdition.objects.exists()


def root_person():
    """Even somebody with every right in the CMS."""
    return person("Root", "admin", is_superuser=True)


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def test_a_module_that_people_learn_with_is_not_deleted(client, ed, module):
    learning(person("Ada"), release_edition(module=module, by=ed))
    client.force_login(root_person())
    for page in (module, Step.objects.get(step_key="asking"), module.get_parent()):
        response = delete(client, page)
        assert "People are learning with" in response.content.decode()
        assert Page.objects.filter(pk=page.pk).exists()


def test_a_module_that_nobody_has_begun_may_go_and_its_edition_stays(client, ed, module):
    release_edition(module=module, by=ed)
    client.force_login(root_person())
    delete(client, module)
    assert not Page.objects.filter(pk=module.pk).exists()
    assert ModuleEdition.objects.count() == 1


def test_an_editor_previews_a_draft_and_publishes_nothing_by_it(client, ed, module):
    page = Step.objects.get(step_key="being-heard")
    client.force_login(ed)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    text = response.content.decode()
    assert response.status_code == 200
    assert "You do not need the perfect words." in text
    assert "What would help you stay steady?" in text
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[module.pk])).status_code == 200


@pytest.mark.parametrize(("kind", "below", "above"), [(Programme, [Module], [Page]), (Module, [Step], [Programme]), (Step, [], [Module])])
def test_programmes_hold_modules_and_modules_hold_steps_and_nothing_else(kind, below, above):
    ours = {Programme, Module, Step}
    assert [one for one in kind.allowed_subpage_models() if one in ours] == below
    assert [one for one in kind.allowed_parent_page_models() if one in {*ours, Page}] == above


def test_programmes_of_one_language_are_counted_and_no_more_than_the_service_allows(client, ed, module, settings):
    settings.PROGRAMMES_PER_LANGUAGE = 2
    programme = module.get_parent().specific
    shelf = programme.get_parent()
    new = reverse("wagtailadmin_pages:add", args=["courses", "programme", shelf.pk])
    client.force_login(ed)
    assert client.get(new).status_code == 200
    assert programme.permissions_for_user(ed).can_copy_to(shelf)
    shelf.add_child(instance=Programme(title="Second", slug="second"))
    french = Locale.objects.create(language_code="fr")
    assert client.get(new).status_code == 302
    assert not programme.permissions_for_user(ed).can_copy_to(shelf)
    other = Page.get_first_root_node().add_child(instance=Page(title="Accueil", slug="accueil", locale=french))
    assert Programme.can_create_at(other)
    assert not Programme.can_create_at(module)


@pytest.mark.parametrize(("blocks", "level"), [(15, ""), (16, "ask"), (25, "ask"), (26, "stop")])
def test_a_step_has_at_most_twenty_five_blocks_and_is_asked_about_from_sixteen(module, blocks, level):
    long = add_step(module, step("long", *(text(f"t{number}") for number in range(blocks))))
    assert [finding.level for finding in findings_of_step(long) if not finding.block_id] == ([level] if level else [])


def test_workshop_pages_have_no_address(client, ed, module):
    page = Step.objects.get(step_key="being-heard")
    assert (module.url, page.url) == (None, None)
    programme = module.get_parent().specific
    assert programme.url.endswith(f"/courses/{programme.slug}/")
    assert client.get(f"/{programme.slug}/").url == f"/courses/{programme.slug}/"
    for path in (f"/{programme.slug}/listening/", f"/{programme.slug}/listening/being-heard/"):
        assert client.get(path).status_code == 404


def test_the_programme_is_public_and_shows_what_is_taught(client, ed, module):
    programme = module.get_parent().specific
    programme.who_for = "For people who have lived through hard times."
    programme.save_revision().publish()
    release_edition(module=module, by=ed)
    page = client.get(f"/courses/{programme.slug}/").content.decode()
    assert "For people who have lived through hard times." in page
    assert "Hear what a person is saying." in page
    assert "Not yet reviewed" in page
    assert programme.title in client.get("/courses/").content.decode()
    programme.unpublish()
    assert client.get(f"/courses/{programme.slug}/").status_code == 404


def test_an_editor_takes_a_story_back(client, ed, module):
    consent = StoryConsent.objects.create(label="First", attribution="A peer worker")
    add_step(module, step("told", quote(words="the canary story", consent=consent.pk)))
    release_edition(module=module, by=ed)
    client.force_login(ed)
    address = reverse("courses_take_back", args=[consent.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    consent.refresh_from_db()
    assert consent.taken_back_on


# --- the starter course ----------------------------------------------------------------------------


def test_the_starter_course_loads_once_and_leaves_edited_pages_alone(ed):
    loaded = load_starter(by=ed)
    assert (len(loaded.editions), loaded.waiting) == (5, {})
    assert {edition.slug for edition in loaded.editions} == {
        "listening",
        "boundaries",
        "confidentiality",
        "crisis-response",
        "cultural-sensitivity",
    }
    assert all(len(edition.outline["steps"]) >= 2 for edition in loaded.editions)
    assert not any(edition.is_reviewed for edition in loaded.editions)

    page = Step.objects.get(step_key="being-heard")
    page.title = "Edited by Ed"
    page.save_revision(user=ed).publish()
    again = load_starter(by=ed)
    assert (again.new_pages, again.editions) == (0, [])
    assert Step.objects.get(step_key="being-heard").title == "Edited by Ed"


def test_a_course_can_be_released_on_a_day_that_has_passed(ed):
    then = clock.now() - timedelta(days=300)
    editions = load_starter(by=ed, at=then).editions
    assert {(edition.released_at, edition.effective_from) for edition in editions} == {(then, then)}


def test_on_a_real_service_the_crisis_module_waits_for_its_readers(ed, settings):
    settings.DEMO = False
    loaded = load_starter(by=ed)
    assert "Crisis response" in loaded.waiting
    assert not ModuleEdition.objects.filter(slug="crisis-response").exists()
    assert ModuleEdition.objects.filter(slug="listening").exists()


def test_every_step_of_the_starter_course_can_be_read(client, ed):
    editions = load_starter(by=ed).editions
    ada = person("Ada")
    client.force_login(ada)
    client.cookies["display"] = "notes:none"
    for edition in editions:
        learning(ada, edition)
        for line in edition.outline["steps"]:
            response = client.get(f"/learn/{edition.slug}/{line['slug']}/")
            assert response.status_code == 200, line["slug"]
            assert "<h1>" in response.content.decode()


def test_an_editor_chooses_and_uploads_what_lessons_show(client):
    """Wagtail asks about rights on the models that it came with, though ours took their place."""
    workshop_root()
    library.film(), library.document(), library.picture()
    ed = person("Edda")
    give_role(person=ed, role="editor", by=None)
    client.force_login(ed)
    for address, title, upload in (
        ("/cms/media/chooser/video/", "Staying", "Upload Video"),
        ("/cms/documents/chooser/", "A plan", "Upload"),
        ("/cms/images/chooser/", "Chairs", "Upload"),
    ):
        page = client.get(address).content.decode()
        assert (title in page, upload in page) == (True, True), address
