"""What an editor is never able to do (ux.md 7.7), and what a learner sees when one tries: nothing changes."""

import json
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from accounts.models import StoryConsent, User
from accounts.services import give_role
from courses.blocks import STEP_BLOCKS
from courses.models import KnowledgeAnswer, Module, ModuleEdition, Step
from courses.queries.relied_on import is_relied_on
from courses.queries.who_is_on import shown, who_is_on
from courses.services.release_edition import release_edition
from courses.services.report_problem import report_problem
from courses.services.write_journal import write_journal
from lms.core import clock
from lms.core.errors import Refused
from tests.courses.test_lesson_checks import form_of
from tests.factories.courses import add_step, check, cohort, learning, person, quote, step, text, workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(ed):
    return workshop(ed)


@pytest.fixture
def taught(module, ed):
    return release_edition(module=module, by=ed)


@pytest.fixture
def ada(taught):
    ada = person("Ada")
    learning(ada, taught)
    return ada


def lesson(client, who, path="/learn/listening/asking/"):
    client.force_login(who)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().split("<article")[1].split("csrfmiddlewaretoken")[0]


def asking():
    return Step.objects.get(step_key="asking")


# --- release what is not fit -----------------------------------------------------------------------


def test_no_film_goes_out_without_captions(module, ed):
    film = {"id": "v1", "type": "video", "value": {
        "title": "A talk", "media": None, "captions": None, "transcript": "<p>Words.</p>", "minutes": 2, "is_described": True,
        "captions_language": "en", "listen": None,
    }}  # fmt: skip
    add_step(module, step("film", film))
    with pytest.raises(Refused) as refusal:
        release_edition(module=module, by=ed)
    assert "aptions" in " ".join(refusal.value.messages)
    assert not ModuleEdition.objects.exists()


def test_no_words_go_out_that_their_author_took_back(module, ed):
    consent = StoryConsent.objects.create(label="First", attribution="A peer worker", taken_back_on=clock.today())
    add_step(module, step("told", quote("q1", consent=consent.pk)))
    with pytest.raises(Refused, match="taken these words back"):
        release_edition(module=module, by=ed)


def test_pasted_frames_scripts_and_styles_are_in_no_edition(module, ed):
    pasted = '<p style="color:red">Stay <iframe src="https://x.example/"></iframe><script>x()</script><b onclick="x()">here</b></p>'
    add_step(module, step("pasted", text("t1", pasted)))
    content = release_edition(module=module, by=ed).content
    assert "Stay" in content
    assert not [bad for bad in ("iframe", "script", "embed", "style=", "onclick") if bad in content]


def every_block(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from every_block(child)
    if child := getattr(block, "child_block", None):
        yield from every_block(child)


def test_no_block_takes_html_embeds_or_tables():
    found = [inner for _name, block in STEP_BLOCKS for inner in every_block(block)]
    assert len(found) > 40
    assert not [block for block in found if isinstance(block, blocks.RawHTMLBlock) or "Embed" in type(block).__name__]
    rich = {feature for block in found if isinstance(block, blocks.RichTextBlock) for feature in block.features}
    assert rich <= {"bold", "italic", "ul", "ol", "link"}


# --- delete, move or unpublish what people rely on -------------------------------------------------


def root_person():
    """Even somebody with every right in the CMS."""
    return User.objects.filter(called="Root").first() or person("Root", "admin", is_superuser=True)


def bulk(client, action, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/cms/bulk/wagtailcore/page/{action}/?{ids}", data, follow=True)


def test_nobody_deletes_what_people_learn_with_one_by_one_or_many_at_once(client, module, ada):
    assert is_relied_on(module.get_parent().get_parent())  # also what only holds the shelf
    client.force_login(root_person())
    for page in (asking(), module, module.get_parent()):
        response = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"wagtail_site_name": "Alongside"}, follow=True)
        assert "People are learning with" in response.content.decode()
    response = bulk(client, "delete", asking(), module, wagtail_site_name="Alongside")
    assert "People are learning with" in response.content.decode()
    assert asking()
    assert Module.objects.filter(pk=module.pk).exists()


def test_what_nobody_learns_with_is_deleted_many_at_once(client, module, ed):
    other = add_step(module, step("other", text()))
    client.force_login(root_person())
    bulk(client, "delete", other, wagtail_site_name="Alongside")
    assert not Page.objects.filter(pk=other.pk).exists()


def test_a_learner_sees_the_same_lesson_after_it_is_unpublished_moved_or_gone(client, module, ed, ada):
    before = lesson(client, ada)
    client.force_login(root_person())
    client.post(reverse("wagtailadmin_pages:unpublish", args=[asking().pk]), {"include_descendants": "on"})
    assert not asking().live
    assert lesson(client, ada) == before
    elsewhere = workshop(ed, steps=[], programme_key=uuid4())
    Module.objects.filter(pk=elsewhere.pk).update(title="Elsewhere")
    client.force_login(root_person())
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[asking().pk, elsewhere.pk]))
    assert asking().get_parent().pk == elsewhere.pk
    assert lesson(client, ada) == before
    asking().delete()  # behind the back of the CMS
    assert lesson(client, ada) == before


# --- see what is not theirs ------------------------------------------------------------------------


def test_an_editor_sees_no_answer_no_journal_and_no_name(client, module, ed, taught, ada):
    place = learning(person("Annabeth"), taught)
    KnowledgeAnswer.objects.create(
        module_enrolment=place, edition=taught, step_key="being-heard", block_id="c1", response={"text": "The answer canary"}, is_right=True
    )
    write_journal(person=ada, text="The journal canary", version=0)
    client.force_login(ed)
    addresses = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (module, asking())]
    addresses += [reverse("courses_checks", args=[module.pk]), reverse("courses_release", args=[module.pk]), "/cms/", "/cms/snippets/"]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        html = answer.content.decode()
        canaries = ("The answer canary", "The journal canary", "Annabeth", "annabeth@people.example", "ada@people.example")
        assert not [canary for canary in canaries if canary in html]
    for path in ("/learn/listening/", "/learn/listening/asking/", "/journal/"):
        response = client.get(path)
        assert response.status_code == 404 or "The journal canary" not in response.content.decode()


def test_nothing_about_a_person_is_a_snippet():
    about_people = [model for model in get_snippet_models() if any(field.related_model is User for field in model._meta.fields)]
    assert [model.__name__ for model in about_people if model._meta.app_label == "courses"] == []


def test_counts_below_five_are_not_told():
    assert [shown(people) for people in (0, 1, 4, 5, 14)] == [0, None, None, 5, 14]


def test_who_is_on_this_counts_by_edition(client, module, ed, taught):
    group = cohort(programme_key=taught.programme_key)
    for number in range(5):
        learning(person(f"Learner {number}"), taught, group)
    add_step(module, step("later", text("t7", "<p>A new step.</p>")))
    newer = release_edition(module=module, by=ed)
    learning(person("Zoe"), newer, group)
    who = who_is_on(asking())
    assert [(row.number, row.people, row.is_newest) for row in who.editions] == [("2.0", None, True), ("1.0", 5, False)]
    client.force_login(ed)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[asking().pk])).content.decode()
    assert "fewer than 5 people" in html
    assert "5 people" in html
    assert "Zoe" not in html


def crowd(taught, names, group):
    for name in names:
        learning(person(name), taught, group)


def reached(client, module, ed):
    """The numbers of people on the screen of a release, in order."""
    client.force_login(ed)
    html = client.get(reverse("courses_release", args=[module.pk])).content.decode()
    return re.findall(r"(nobody|Nobody|[Ff]ewer than 5 people|\d+ (?:people|person))", html.split("<h2>Checks")[0])


def test_the_screen_of_a_release_never_tells_how_many_when_they_are_few(client, module, ed, taught):
    group = cohort(programme_key=taught.programme_key)
    add_step(module, step("later", text("t7", "<p>A new step.</p>")))
    crowd(taught, ["Ada"], group)
    assert reached(client, module, ed) == ["Fewer than 5 people", "fewer than 5 people"]
    crowd(taught, ["Bea", "Cleo", "Dora", "Ewa"], group)
    assert reached(client, module, ed) == ["5 people", "5 people"]


def test_a_total_does_not_tell_those_few_whom_the_numbers_beside_it_leave_out(client, module, ed, taught):
    group = cohort(programme_key=taught.programme_key)
    add_step(module, step("later", text("t7", "<p>A new step.</p>")))
    newer = release_edition(module=module, by=ed)
    crowd(taught, ["Ada", "Bea", "Cleo", "Dora", "Ewa"], group)
    crowd(newer, ["Zoe"], group)
    add_step(module, step("last", text("t8", "<p>Another.</p>")))
    assert reached(client, module, ed) == ["Fewer than 5 people", "5 people", "fewer than 5 people"]


def test_how_many_were_invited_to_a_newer_edition_is_not_told_when_they_are_few(client, module, ed, taught):
    group = cohort(programme_key=taught.programme_key)
    add_step(module, step("later", text("t7", "<p>A new step.</p>")))
    release_edition(module=module, by=ed)
    client.force_login(ed)

    def pressed():
        return client.post(reverse("courses_invite", args=[module.pk]), follow=True).content.decode()

    assert "nobody to tell" in pressed()
    crowd(taught, ["Ada"], group)
    assert "Fewer than 5 people are told." in pressed()
    crowd(taught, ["Bea", "Cleo", "Dora", "Ewa"], group)
    assert "5 people are told." in pressed()


def test_beside_the_editor_stands_what_learners_noticed_with_the_way_to_it(client, module, ed, taught):
    ada = person("Ada Vogelsang")
    mine = learning(ada, taught)
    for step_key, words in (("asking", "This canary is misspelt."), ("asking", "And this one."), ("being-heard", "Elsewhere.")):
        report_problem(learning=mine, person=ada, step_key=step_key, kind="mistake", words=words)
    assert (who_is_on(asking()).problems, who_is_on(module).problems) == (2, 3)
    client.force_login(ed)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[asking().pk])).content.decode()
    assert "2 are open." in page
    address = who_is_on(asking()).problems_at
    assert address.replace("&", "&amp;") in page
    listed = client.get(address).content.decode()
    assert ("This canary is misspelt." in listed, "Elsewhere." in listed, "Vogelsang" in listed) == (True, False, False)
    assert "Elsewhere." in client.get(who_is_on(module).problems_at).content.decode()
    assert "Elsewhere." in client.get("/cms/problems/?module=no-key&step=asking").content.decode()


def test_who_is_on_this_asks_the_same_however_many_there_are(module, ed, taught, django_assert_num_queries):
    page = asking()
    with django_assert_num_queries(5):
        who_is_on(page)
    for number in range(6):
        learning(person(f"Learner {number}"), taught)
    page = asking()
    with django_assert_num_queries(5):
        who_is_on(page)


# --- half a module, and the way to help ------------------------------------------------------------


def test_no_step_and_no_module_is_put_on_a_day(client, module, ed):
    client.force_login(ed)
    for page in (asking(), module):
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "go_live_at" not in html
    page = asking()
    data = form_of(page) | {"go_live_at": "2040-01-01 10:00", "expire_at": "2041-01-01 10:00", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page = asking()
    assert (page.go_live_at, page.expire_at, page.live) == (None, None, True)
    assert not Step.objects.filter(go_live_at__gt=timezone.now()).exists()


def test_the_way_to_support_stands_on_every_lesson_whatever_is_in_it(client, module, ed):
    hide = '<p><a href="/x">Need support now?</a></p><style>header{display:none}</style>'
    add_step(module, step("hidden", text("t1", hide)))
    edition = release_edition(module=module, by=ed)
    ada = person("Ada")
    learning(ada, edition)
    client.force_login(ada)
    html = client.get("/learn/listening/hidden/").content.decode()
    assert "<style" not in html
    assert 'href="/support/"' in html.split("<main")[0]


# --- two editors, two tabs -------------------------------------------------------------------------


def save(client, page, html, as_json=True, **data):
    sent = form_of(page) | {"body-0-value": text_value(html)} | data
    headers = {"accept": "application/json"} if as_json else {}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, headers=headers)


def text_value(html):
    from wagtail.test.utils.form_data import rich_text

    return rich_text(html)


def loaded(page):
    revision = Page.objects.get(pk=page.pk).latest_revision
    return {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}


def drafts(page):
    return [str(revision.content["body"]) for revision in page.revisions.order_by("pk")]


@pytest.fixture
def drafted(module, ed):
    page = asking()
    page.save_revision(user=ed)
    return asking()


def test_a_second_tab_never_overwrites_the_first_by_itself(client, ed, drafted):
    client.force_login(ed)
    opened = loaded(drafted)
    first = json.loads(save(client, drafted, "<p>first tab</p>", **opened).content)
    assert first["success"] is True
    again = {"overwrite_revision_id": first["revision_id"], "loaded_revision_id": first["revision_id"]}
    assert json.loads(save(client, drafted, "<p>first tab, more</p>", **again).content)["success"] is True
    second = save(client, drafted, "<p>second tab</p>", **opened)
    assert (second.status_code, json.loads(second.content)["error_code"]) == (400, "invalid_revision")
    assert any("first tab, more" in draft for draft in drafts(drafted))
    assert not any("second tab" in draft for draft in drafts(drafted))
    save(client, drafted, "<p>second tab</p>", as_json=False, **opened)  # the editor was told, and saves all the same
    assert any("first tab, more" in draft for draft in drafts(drafted))
    assert "second tab" in drafts(drafted)[-1]


def test_two_editors_lose_nothing_that_they_saved(client, ed, drafted):
    fay = person("Fay")
    give_role(person=fay, role="editor", by=None)
    opened = loaded(drafted)
    client.force_login(fay)
    save(client, drafted, "<p>what Fay wrote</p>", as_json=False, **opened)
    client.force_login(ed)
    assert save(client, drafted, "<p>what Ed wrote</p>", **opened).status_code == 400
    save(client, drafted, "<p>what Ed wrote</p>", as_json=False, **opened)
    kept = drafts(drafted)
    assert any("what Fay wrote" in draft for draft in kept)
    assert "what Ed wrote" in kept[-1]


def test_a_locked_page_is_saved_by_its_holder_alone(client, ed, drafted):
    fay = person("Fay")
    give_role(person=fay, role="editor", by=None)
    client.force_login(fay)
    client.post(reverse("wagtailadmin_pages:lock", args=[drafted.pk]))
    assert json.loads(save(client, asking(), "<p>what Fay wrote</p>").content)["success"] is True
    client.force_login(ed)
    refused = save(client, asking(), "<p>what Ed wrote</p>")
    assert json.loads(refused.content)["error_code"] == "locked"
    assert not any("what Ed wrote" in draft for draft in drafts(drafted))


def test_comments_may_be_left_on_steps_and_modules(client, ed, module):
    client.force_login(ed)
    for page in (asking(), module):
        assert 'id="comments-output"' in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


# --- opening is not writing ------------------------------------------------------------------------


def test_opening_the_editor_writes_no_draft(client, ed, module):
    rows = [check(f"c{number}") for number in range(6)] + [text(f"t{number}") for number in range(6)]
    page = add_step(module, step("long", *rows))
    client.force_login(ed)
    for _visit in range(2):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
        assert client.get(reverse("courses_checks", args=[page.pk])).status_code == 200
    page = Step.objects.get(pk=page.pk)
    assert (page.revisions.count(), page.has_unpublished_changes) == (0, False)
