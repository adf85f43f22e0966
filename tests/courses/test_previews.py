"""A lesson before it is released: the ways in which learners may meet it, its map, and what changed since the edition."""

import pytest
from django.urls import reverse

from assessments import questions
from courses.editions.questions import KINDS, question_from
from courses.models import Module, Step
from courses.services.release_edition import release_edition
from tests.courses.every_block import doing
from tests.courses.test_lesson_checks import everything_broken
from tests.factories.courses import add_step, check, note, option, quote, reflection, step, text, workshop

pytestmark = pytest.mark.django_db
MODES = ["", "notes-off", "short", "map", "print", "changes"]


@pytest.fixture
def ed(ed, client):
    client.force_login(ed)
    return ed


@pytest.fixture
def module(ed):
    return workshop(ed)


def preview(client, page, mode=""):
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode})
    assert response.status_code == 200
    return response.content.decode()


def strong(module):
    return add_step(
        module, step("hard", note("n1", "strong", "<p>The short canary.</p>"), text("t1", "<p>The long canary.</p>"), reflection())
    )


def test_an_editor_meets_a_step_as_learners_may(client, module):
    page = strong(module)
    learner, off, short, printed = (preview(client, page, mode) for mode in ("", "notes-off", "short", "print"))
    assert "This step talks about a hard night." in learner
    assert "on a page of its own, before the step" in learner
    assert "The long canary." in learner
    assert "This step talks about a hard night." not in off
    assert "The long canary." in off
    assert ("The short canary." in short, "The long canary." in short) == (True, False)
    assert "What would help you stay steady?" in short
    assert "The long canary." in printed
    assert all("/support/" in page for page in (learner, off, short, printed))


def test_a_preview_may_stand_in_a_frame_of_the_cms_and_nowhere_else(client, module):
    """The learners' own policy lets no frame at all; drawn inside the CMS, its policy holds."""
    page = Step.objects.get(step_key="asking")
    policy = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy


def test_the_cms_takes_over_what_the_site_allows(client, module, settings):
    """Where the site allows one place more, editors see from there too: only what Wagtail cannot live with is another rule."""
    site = settings.CONTENT_SECURITY_POLICY
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {**site["DIRECTIVES"], "img-src": ["'self'", "https://pictures.example"]}}
    policy = client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]
    allowed = {words.split(" ")[0]: words.split(" ")[1:] for words in policy.split("; ")}
    assert allowed["img-src"] == ["'self'", "https://pictures.example", "blob:"]
    assert allowed["style-src"] == allowed["script-src"] == ["'self'", "'unsafe-inline'"]
    assert allowed["form-action"] == site["DIRECTIVES"]["form-action"]


def test_a_step_without_a_short_version_says_so(client, module):
    assert "has no short version" in preview(client, Step.objects.get(step_key="asking"), "short")


def test_a_question_shows_what_is_said_to_each_answer(client, module):
    rows = [option("a", "Wait", feedback="Waiting leaves the person alone."), option("b", "Ask", is_right=True)]
    html = preview(client, add_step(module, step("ask", check(options=rows))))
    assert "Waiting leaves the person alone." in html
    assert "What fits, and what we say" in html


def test_each_kind_of_question_is_drawn_as_learners_see_it(client, module):
    """By the template of its kind, each with fields of its own."""
    blocks = [block for block in doing()["blocks"] if block["type"] == "check"]
    html = preview(client, add_step(module, step("ask", *blocks)))
    drawn = {block["value"]["kind"]: questions.form(question_from(block["value"])).template for block in blocks}
    assert set(drawn) == {*KINDS}
    for block in blocks:
        assert f'id="{block["id"]}-hint"' in html, block["value"]["kind"]
        assert f'name="{block["id"]}-' in html, block["value"]["kind"]
    assert html.count("What would you do first?") == len(blocks)


@pytest.mark.parametrize("mode", MODES)
def test_a_draft_with_every_rule_broken_is_drawn_all_the_same(client, module, mode):
    assert "Broken" in preview(client, add_step(module, everything_broken()), mode)


def story():
    def scene(name, words, *choices):
        rows = [
            {"type": "item", "id": f"{name}-{goes_to or 'end'}", "value": {
                "text": said, "consequence": "It helps.", "goes_to": goes_to, "quality": quality, "protects": "trust",
            }} for said, goes_to, quality in choices
        ]  # fmt: skip
        return {"type": "item", "id": name, "value": {"name": name, "text": words, "choices": rows}}

    scenes = [
        scene("door", "Somebody knocks.", ("Open it", "sit", "helps"), ("Walk off", "", "risks"), ("Fly", "moon", "partly")),
        scene("sit", "You sit down.", ("Go back", "door", "helps")),
        scene("roof", "Nobody comes here."),
    ]
    value = {"title": "At the door", "intro": "", "scenes": scenes, "debrief": "Both ways teach."}
    return {"id": "sc", "type": "scenario", "value": value}


def test_a_scenario_is_drawn_as_a_map_with_the_same_in_words(client, module):
    html = preview(client, add_step(module, step("told", story())), "map")
    drawing, words = html.split('class="story-map"')[1].split("</svg>", 1)
    assert drawing.count("<rect") == 4  # three scenes and the end
    assert drawing.count('class="way') == 4
    assert "Nobody can reach this" in words
    assert "there is no such scene" in words
    assert "The story begins here" in words
    assert "Open it → sit" in " ".join(words.split())
    assert "There is no scenario in this step." in preview(client, Step.objects.get(step_key="asking"), "map")


def test_what_changed_since_the_edition_is_marked_word_by_word(client, ed, module):
    add_step(module, step("told", quote("q1", "I was alone.")))
    release_edition(module=module, by=ed)
    page = Step.objects.get(step_key="told")
    assert "Nothing has changed since edition 1.0" in preview(client, page, "changes")
    page.body = Step._meta.get_field("body").stream_block.to_python([quote("q1", "I was heard."), text("t9", "<p>New words.</p>")])
    page.save_revision(user=ed)
    html = preview(client, page, "changes")
    assert "Compared with edition 1.0" in html
    assert "<del>" in html
    assert "heard.</ins>" in html.replace("\n", "").replace(" </ins>", "</ins>")
    assert "New words." in html
    asking = preview(client, Step.objects.get(step_key="asking"), "changes")
    assert "Nothing has changed" in asking


def test_a_module_shows_what_a_release_would_change(client, ed, module):
    assert "There is no edition yet" in preview(client, module, "changes")
    release_edition(module=module, by=ed)
    add_step(module, step("later", text("t7", "<p>A new step.</p>")))
    Step.objects.get(step_key="asking").unpublish()
    html = preview(client, Module.objects.get(pk=module.pk), "changes")
    assert "New step" in html
    assert "This step is gone" in html
    assert "Being heard" not in html.split("<main")[1]
    assert "You do not need the perfect words." in preview(client, module, "print")
