"""What is to be said about a draft, beside the editor and on a page of its own; and that none of it keeps a draft from being saved."""

import gzip
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import StoryConsent
from courses.models import LocalRule, Module, Step, WordListEntry
from courses.services.build_edition import edition_of
from courses.services.findings import counted, findings_of_step, path_in_form
from courses.services.release_checks import findings_of_module
from courses.services.set_up_authoring import set_up_authoring
from lms.core import clock
from tests.factories.courses import add_step, check, note, option, person, quote, reflection, step, text, workshop

pytestmark = pytest.mark.django_db
LONG = " ".join(["word"] * 30)


@pytest.fixture
def module(ed):
    return workshop(ed)


def scenario():
    scene = {"name": "Door", "text": "", "choices": [{"type": "item", "id": "go", "value": {
        "text": "Go", "consequence": "", "goes_to": "nowhere", "quality": "helps", "protects": "",
    }}]}  # fmt: skip
    value = {"title": "", "intro": "", "scenes": [{"type": "item", "id": "s1", "value": scene}], "debrief": ""}
    return {"id": "sc", "type": "scenario", "value": value}


def everything_broken():
    """A step that breaks every rule an editor can break with the keyboard."""
    heading = {"id": "h1", "type": "heading", "value": {"text": "", "level": "3"}}
    video = {"id": "v1", "type": "video", "value": {"title": "", "media": None, "captions": None, "transcript": "", "listen": None}}
    image = {"id": "i1", "type": "image", "value": {"image": None, "alt": "", "decorative": False, "caption": ""}}
    story = {"id": "st", "type": "story", "value": {"form": "video", "text": "", "consent": None, "attribution": "", "take_down": ""}}
    accordion = {"id": "ac", "type": "accordion", "value": {"items": [{"type": "item", "id": "x1", "value": {"title": "", "html": ""}}]}}
    return step(
        "broken",
        text("t1", f"<p>He committed suicide. {LONG}. <a href='/x'>Click here</a></p>"),
        note("n1", strength="strong"),
        heading,
        quote("q1", words=""),
        check("c1", options=[option("a", ""), option("b", "")]),
        reflection("r1", prompt=""),
        *(video, image, story, accordion, scenario()),
    )


def test_findings_name_the_block_that_they_belong_to(module):
    set_up_authoring()
    found = findings_of_step(add_step(module, everything_broken()))
    blocks = {finding.block_id for finding in found}
    assert blocks >= {"t1", "n1", "h1", "q1", "c1", "r1", "v1", "i1", "st", "ac", "sc"}
    told = {(finding.block_id, finding.level): finding.says for finding in found}
    assert "died by suicide" in " ".join(finding.says for finding in found if finding.block_id == "t1")
    assert ("n1", "stop") in told
    assert all(finding.link.endswith(f"#block-{finding.block_id}-section") for finding in found if finding.block_id)
    order = [finding.block_id for finding in found if finding.block_id]
    assert [name for place, name in enumerate(order) if name not in order[:place]] == [
        "t1",
        "n1",
        "h1",
        "q1",
        "c1",
        "r1",
        "v1",
        "i1",
        "st",
        "ac",
        "sc",
    ]


def test_a_finding_leads_to_the_field_of_a_row():
    raw = {"items": [{"id": "x1", "value": {"html": ""}}, {"id": "x2", "value": {"html": "", "choices": [{"id": "y1", "value": {}}]}}]}
    assert path_in_form(raw, "items[1].html") == "items.x2.html"
    assert path_in_form(raw, "items[1].choices[0].text") == "items.x2.choices.y1"
    assert path_in_form(raw, "key") == ""
    assert path_in_form("just words", "html") == ""


def test_the_module_gathers_its_own_findings_and_those_of_every_published_step(module):
    broken = add_step(module, step("broken", reflection("r1", prompt="")))
    Module.objects.filter(pk=module.pk).update(summary="")
    held = Module.objects.get(pk=module.pk)
    found = findings_of_module(held, edition_of(held))
    assert {(finding.place, finding.page_id) for finding in found if finding.level == "stop"} == {
        ("Listening", module.pk),
        ("Broken", broken.pk),
    }


def test_an_old_local_rule_asks_whether_it_still_holds(module):
    rule = LocalRule.objects.create(
        key="duty", title="Duty to tell", body="<p>Tell your lead.</p>", reviewed_on=clock.today() - timedelta(days=400)
    )
    callout = {"id": "k1", "type": "callout", "value": {"kind": "local", "rule": rule.pk, "title": "", "html": ""}}
    page = add_step(module, step("local", callout))

    def levels():
        return [finding.level for finding in findings_of_step(Step.objects.get(pk=page.pk))]

    assert levels() == ["ask"]
    LocalRule.objects.update(reviewed_on=clock.today())
    assert levels() == []
    value = edition_of(module).content["steps"][-1]["blocks"][0]["value"]
    assert (value["kind"], value["title"]) == ("local", "Duty to tell")
    assert "Tell your lead." in value["html"]
    assert "not legal advice" in value["html"]
    LocalRule.objects.all().delete()
    assert levels() == ["stop", "stop"]


def test_the_word_list_belongs_to_editors(module):
    page = add_step(module, step("worded", text("t1", "<p>Our service user waited.</p>")))
    assert findings_of_step(page) == []
    WordListEntry.objects.create(phrase="Service user", instead="person", why="We know people, not users.")
    (found,) = findings_of_step(page)
    assert (found.level, found.says) == ("ask", "“Service user”: could “person” stand there? We know people, not users.")
    page.body = Step._meta.get_field("body").stream_block.to_python([quote("q1", words="I am a service user.")])
    assert [finding for finding in findings_of_step(page) if "Service user" in finding.says] == []


# --- in the editor ---------------------------------------------------------------------------------


def form_of(page):
    """What the browser would send, taken from the editor's own page."""
    from wagtail.test.utils.form_data import nested_form_data

    body = page.body.get_prep_value()
    data = {"title": page.title, "minutes": page.minutes, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "body-count": len(body)}
    for place, block in enumerate(body):
        data |= {
            f"body-{place}-{name}": value
            for name, value in (("type", block["type"]), ("order", place), ("id", block["id"]), ("deleted", ""))
        }
        data |= nested_form_data({f"body-{place}-value": _values(block["type"], block["value"])})
    return data


def _values(kind, value):
    from wagtail.test.utils.form_data import rich_text

    return rich_text(value) if kind == "text" else value


def plain_step(module):
    heading = {"id": "h1", "type": "heading", "value": {"text": "Part", "level": "3"}}
    return add_step(module, step("plain", text("t1", f"<p>{LONG}.</p>"), heading, reflection("r1", prompt="")))


def test_the_panel_stands_beside_the_editor_with_a_way_to_each_block(client, ed, module):
    page = plain_step(module)
    client.force_login(ed)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    panel = html.split("data-lesson-checks>")[1].split("</aside>")[0]
    assert "Mend before release" in panel
    assert f'href="/cms/pages/{page.pk}/edit/#block-h1-section" data-block="h1" data-path="body.h1.level"' in panel
    assert "lms/cms/lesson-checks.js" in html
    assert 'data-side-panel-toggle="who-is-on"' in html


def test_a_page_of_its_own_needs_no_script(client, ed, module):
    page = plain_step(module)
    client.force_login(ed)
    html = client.get(reverse("courses_checks", args=[page.pk])).content.decode()
    assert "A sentence has 30 words." in html
    assert f"/cms/pages/{page.pk}/edit/#block-t1-section" in html
    assert reverse("courses_checks", args=[page.pk]) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    whole = client.get(reverse("courses_checks", args=[module.pk])).content.decode()
    assert "Plain: Text" in whole


def test_what_is_typed_is_looked_at_and_not_saved(client, ed, module):
    page = plain_step(module)
    data = form_of(page) | {"body-2-value-prompt": "What would help?"}
    client.force_login(ed)
    before = page.revisions.count()
    response = client.post(reverse("courses_checks", args=[page.pk]), data)
    assert response.status_code == 200
    assert 'data-block="h1"' in response.content.decode()
    assert 'data-block="r1"' not in response.content.decode()
    assert page.revisions.count() == before
    assert Step.objects.get(pk=page.pk).body[2].value["prompt"] == ""


def test_a_form_that_cannot_be_read_leaves_what_was_found_last(client, ed, module):
    page = plain_step(module)
    client.force_login(ed)
    assert client.post(reverse("courses_checks", args=[page.pk]), {"title": page.title, "minutes": "many"}).status_code == 422


def test_a_draft_is_saved_with_every_rule_broken(client, ed, module):
    page = add_step(module, everything_broken())
    assert len(counted(findings_of_step(page))["stops"]) > 10
    block = Step._meta.get_field("body").stream_block
    block.clean_deferred(page.body)
    page.save_revision(user=ed, clean=False)
    assert len(page.get_latest_revision_as_object().body) == len(page.body)
    client.force_login(ed)
    assert client.get(reverse("courses_checks", args=[page.pk])).status_code == 200


def test_the_editor_saves_half_a_lesson(client, ed, module):
    """Through the editor's own form, as autosave sends it."""
    page = plain_step(module)
    client.force_login(ed)
    data = form_of(page) | {"body-1-value-text": "", "body-2-value-prompt": ""}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, headers={"accept": "application/json"})
    assert json.loads(response.content)["success"] is True
    assert Step.objects.get(pk=page.pk).get_latest_revision_as_object().body[1].value["text"] == ""


def test_nobody_looks_at_the_checks_who_is_no_editor(client, module):
    page = plain_step(module)
    for role in ("manager", "assessor", "safeguarding"):
        client.force_login(person(role.capitalize(), role))
        assert client.get(reverse("courses_checks", args=[page.pk])).status_code == 404
        assert client.post(reverse("courses_checks", args=[page.pk]), {}).status_code == 404


def test_a_quote_whose_author_took_it_back_is_found_at_once(module):
    consent = StoryConsent.objects.create(label="First", attribution="A peer worker", taken_back_on=clock.today())
    page = add_step(module, step("told", quote("q1", consent=consent.pk)))
    assert [(finding.level, finding.block_id) for finding in findings_of_step(page)] == [("stop", "q1")]


def test_the_stock_checker_looks_at_contrast_labels_lists_targets_and_pictures(client, ed, module):
    client.force_login(ed)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[plain_step(module).pk])).content.decode()
    rules = json.loads(html.split('id="checker-axe-configuration" type="application/json">')[1].split("</script>")[0])["options"]["runOnly"]
    assert {"color-contrast", "label", "list", "target-size", "image-alt", "heading-order"} <= set(rules)


def test_the_editors_script_is_small():
    """It goes to nobody but editors; what learners load has a budget of its own (tests/core/test_sheet.py)."""
    script = Path(settings.BASE_DIR) / "static" / "lms" / "cms" / "lesson-checks.js"
    assert len(gzip.compress(script.read_bytes(), 9, mtime=0)) < 2_000
