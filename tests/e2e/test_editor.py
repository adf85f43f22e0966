"""The course editor in a browser: its checks follow what is typed, it opens quickly, and looking at a lesson writes no draft."""

import pytest
from django.urls import reverse

from courses.models import Programme, Step
from courses.services.previews import STEP_MODES
from courses.services.set_up_authoring import set_up_authoring
from tests.a11y.gates import axe, narrow, targets
from tests.factories.courses import add_step, check, editor, note, option, quote, reflection, step, text, workshop, workshop_root

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AUTOSAVE_LOOKS = 4_000  # ms: Wagtail compares from two seconds after loading on, twice a second
READY = "document.readyState == 'complete' && document.querySelectorAll('[data-contentpath=body] [data-streamfield-child]').length >= %d"


@pytest.fixture
def ed(transactional_db):
    return editor()


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def four(name):
    return [option(f"{name}-{number}", f"Answer {number}", is_right=number == 1) for number in range(4)]


def row(name, value):
    return {"type": "item", "id": name, "value": value}


def story(name):
    go = {"text": "Go", "consequence": "It helps.", "goes_to": "sit", "quality": "helps", "protects": "trust"}
    door = {"name": "door", "text": "Somebody knocks.", "choices": [row(f"{name}1", go), row(f"{name}2", go)]}
    scenes = [row(f"{name}d", door), row(f"{name}s", {"name": "sit", "text": "You sit down.", "choices": []})]
    value = {"title": "At the door", "intro": "", "scenes": scenes, "debrief": "Both teach."}
    return {"id": name, "type": "scenario", "value": value}


def twelve(name):
    """A full step, of the kinds that editors use most; ids differ from step to step."""
    heading = {"id": f"{name}h", "type": "heading", "value": {"text": "A part", "level": "2"}}
    callout = {"id": f"{name}k", "type": "callout", "value": {"kind": "do", "title": "Ask", "html": "<p>Plainly.</p>"}}
    opens = row(f"{name}a1", {"title": "More", "html": "<p>To read.</p>"})
    return [
        note(f"{name}n"), text(f"{name}t1"), heading, text(f"{name}t2"), callout, check(f"{name}c1", options=four(f"{name}x")),
        {"id": f"{name}ac", "type": "accordion", "value": {"items": [opens]}}, quote(f"{name}q"), text(f"{name}t3"),
        check(f"{name}c2", "multiple_response", four(f"{name}y")), story(f"{name}sc"), reflection(f"{name}r"),
    ]  # fmt: skip


def open_whole(page, lesson, blocks):
    """Until every block can be written in. How long that takes is a line of `make bench` ("editor, 8 large steps")."""
    page.goto(address(lesson))
    page.wait_for_function(READY % blocks)


def drafts_of(*lessons):
    return [lesson for lesson in Step.objects.filter(pk__in=[one.pk for one in lessons]) if lesson.revisions.exists()]


def test_a_full_step_opens_whole_and_writes_nothing_by_itself(new_page, ed):
    lesson = add_step(workshop(ed), step("full", *twelve("a")))
    page = new_page(width=1280, height=900, person=ed)
    open_whole(page, lesson, 12)
    page.wait_for_timeout(AUTOSAVE_LOOKS)
    assert drafts_of(lesson) == []
    assert not Step.objects.get(pk=lesson.pk).has_unpublished_changes


@pytest.mark.slow
def test_each_step_of_a_large_module_opens_whole_and_none_writes_by_itself(new_page, ed):
    """8 steps, 90 blocks, each in a tab of its own."""
    module = workshop(ed, steps=[])
    sizes = [12, 11, 11, 11, 11, 11, 11, 12]
    lessons = [add_step(module, step(f"s{number}", *twelve(f"s{number}")[:size])) for number, size in enumerate(sizes)]
    assert sum(sizes) == 90
    first = new_page(width=1280, height=900, person=ed)
    for lesson, size in zip(lessons, sizes, strict=True):
        open_whole(first.context.new_page(), lesson, size)
    first.wait_for_timeout(AUTOSAVE_LOOKS)
    assert drafts_of(*lessons) == []


def test_the_checks_follow_what_is_typed_and_lead_to_their_block(new_page, ed):
    lesson = add_step(workshop(ed), step("checked", text("t1"), text("t2"), reflection("r1", prompt="")))
    set_up_authoring()
    page = new_page(width=1280, height=900, person=ed)
    page.goto(address(lesson))
    page.click('[data-side-panel-toggle="lesson-checks"]')
    panel = page.locator("[data-lesson-checks]")
    panel.get_by_role("link", name="Reflection").click()
    box = page.locator("#block-r1-section textarea")
    assert box.is_visible()
    assert box.evaluate("each => document.activeElement === each")
    assert box.evaluate("each => each.getBoundingClientRect().top < innerHeight")
    box.fill("Who committed suicide?")
    panel.get_by_text("died by suicide").wait_for()
    assert panel.get_by_text("Something is still empty here.").count() == 0
    count = page.locator('[data-side-panel-toggle="lesson-checks"] [data-side-panel-toggle-counter]')
    assert count.inner_text().strip() == "1"
    box.fill("Who was there?")
    panel.get_by_text("Nothing to mend.").wait_for()
    assert count.is_hidden()


def test_the_preview_beside_the_form_shows_the_lesson(new_page, ed):
    lesson = add_step(workshop(ed), step("shown", text("t1", "<p>The canary of the preview.</p>")))
    page = new_page(width=1280, height=900, person=ed)
    page.goto(address(lesson))
    page.click('[data-side-panel-toggle="preview"]')
    page.frame_locator("#w-preview-iframe").get_by_text("The canary of the preview.").wait_for()


def test_each_way_of_looking_at_a_lesson_comes_through_the_gates(new_page, ed):
    lesson = add_step(workshop(ed), step("shown", *twelve("a")))
    page, found = new_page(person=ed), {}
    for mode, _words in STEP_MODES:
        answer = page.goto(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]) + f"?mode={mode}")
        assert (answer.status, page.locator("h1").count()) == (200, 1), mode
        found |= {f"{mode or 'learner'}, {gate.__name__}": said for gate in (axe, targets, narrow) if (said := gate.look(page))}
    assert list(found.items()) == []


def test_a_link_from_elsewhere_opens_the_editor_at_the_block(new_page, ed):
    lesson = add_step(workshop(ed), step("checked", *(text(f"t{number}") for number in range(8)), reflection("r1", prompt="")))
    page = new_page(person=ed)
    page.goto(reverse("courses_checks", args=[lesson.pk]))
    page.get_by_role("link", name="Reflection").click()
    box = page.locator("#block-r1-section textarea")
    box.wait_for(state="visible")
    page.wait_for_function("document.activeElement.matches('#block-r1-section textarea')")


def test_a_press_during_the_first_autosave_makes_one_page(new_page, ed):
    page = new_page(person=ed)
    page.goto(reverse("wagtailadmin_pages:add", args=["courses", "programme", workshop_root().pk]))

    def slowly(route):
        page.wait_for_timeout(1_500) if "json" in route.request.headers.get("accept", "") else None
        route.continue_()

    page.wait_for_timeout(AUTOSAVE_LOOKS)  # what is typed before is what Wagtail compares with
    with page.expect_request(lambda request: request.method == "POST" and "json" in request.headers.get("accept", "")):
        page.route("**/pages/add/**", slowly)
        page.locator('[name="title"]').fill("Foundations")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/")
    page.wait_for_function("document.readyState == 'complete'")
    assert [made.title for made in Programme.objects.all()] == ["Foundations"]
    assert page.locator('[name="title"]').input_value() == "Foundations"


def test_without_scripts_the_checks_are_a_page(new_page, ed):
    lesson = add_step(workshop(ed), step("checked", reflection("r1", prompt="")))
    page = new_page(person=ed, scripts=False)
    page.goto(reverse("courses_checks", args=[lesson.pk]))
    assert page.get_by_text("Something is still empty here.").is_visible()
    assert page.get_by_role("link", name="Reflection").get_attribute("href").endswith("#block-r1-section")
