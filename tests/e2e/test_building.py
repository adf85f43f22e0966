"""An editor builds a module in the CMS, by its own forms, and releases it; a trainee learns with it."""

from base64 import b64decode

import pytest
from django.urls import reverse

from courses.models import Domain, KnowledgeAnswer, Module, ModuleEdition, Programme, ScenarioRun
from courses.services.set_up_authoring import set_up_authoring
from tests.factories import library
from tests.factories.authoring import lived_experience_reader
from tests.factories.courses import cohort, editor, person, place, workshop_root

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS = ["What comes first?", "What comes second?", "What helps?", "What can wait?", "Who decides?", "What do you say?"]


@pytest.fixture
def ed(transactional_db):
    """An editor, a programme of the administrator's, and captions in the library."""
    library.captions()  # in the collection to which the role opens the way
    ed = editor()
    Domain.objects.get_or_create(code="listening", defaults={"title": "Listening"})
    workshop_root().add_child(instance=Programme(title="Foundations", slug="foundations"))
    set_up_authoring()
    return ed


FILM = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
  const drawn = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((end) => (recorder.onstop = end));
  recorder.start();
  for (let frame = 0; frame < 15; frame++) {
    drawn.fillStyle = `hsl(${frame * 24} 50% 50%)`;
    drawn.fillRect(0, 0, 64, 48);
    await new Promise((next) => setTimeout(next, 100));
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def a_real_film(page):
    """A second and a half of changing colours, recorded by the browser itself."""
    return library.film(b64decode(page.evaluate(FILM)), "staying.webm")


class Form:
    """The editor's form of Wagtail as somebody at the keyboard meets it."""

    def __init__(self, page, kind, parent, title):
        """A new page below `parent`, saved as a draft at once: a draft is saved however little stands in it."""
        self.page = page
        page.goto(reverse("wagtailadmin_pages:add", args=["courses", kind, parent.pk]))
        self.fill(title=title)
        page.get_by_role("button", name="Save draft").click()
        page.wait_for_url("**/edit/")
        page.wait_for_function("document.readyState == 'complete'")

    def fill(self, **fields):
        """Fields by name; dots stand for the dashes of a prefix."""
        for name, value in fields.items():
            self.page.locator(f'[name="{name}"]').fill(value)

    def choose(self, field, which):
        """A row of the library, by the name that it has there."""
        self.page.locator(f"#{field}-chooser [data-chooser-action-choose]").locator("visible=true").first.click()
        self.page.locator(".modal").get_by_role("link", name=which).first.click()
        self.page.locator(".modal").wait_for(state="detached")

    def put(self, kind):
        """One more block at the end of the lesson; the prefix of its fields."""
        number = self.page.locator("[name=body-count]").input_value()
        self.page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=kind).first.click()
        self.page.locator(f'[name="body-{number}-type"]').wait_for(state="attached")
        return f"body-{number}-value"

    def row(self, prefix, number, **fields):
        """The row with this number in a list of a block; made when it is not there."""
        if not self.page.locator(f'[name="{prefix}-{number}-type"]').count():
            self.page.locator(f'[name="{prefix}-count"] + * > .c-sf-add-button').last.click()
        made = self.page.locator(f'[name="{prefix}-{number}-type"]').locator("xpath=..")
        folded = made.locator(':scope > section > .w-panel__header > [data-panel-toggle][aria-expanded="false"]')
        if folded.count():
            folded.click()
        for name, value in fields.items():
            box = self.page.locator(f'[name="{prefix}-{number}-value-{name}"]')
            box.check() if value is True else box.fill(value)
        return f"{prefix}-{number}-value"

    def submit(self):
        """A step is published by the workflow, once it is read."""
        self.page.locator("footer .w-dropdown__toggle").click()
        self.page.locator('[name="action-submit"]').first.click()
        self.page.get_by_text("submitted for").first.wait_for()

    def publish(self):
        self.page.locator("footer .w-dropdown__toggle").click()
        self.page.locator('[name="action-publish"]').click()
        self.page.get_by_text("published.").first.wait_for()


def a_module(page, programme):
    form = Form(page, "module", programme, "Listening")
    form.fill(summary="Hear what a person is saying.")
    page.click("#id_outcomes-ADD")
    form.fill(**{"outcomes-0-text": "Ask open questions."})
    page.click("#id_minutes-ADD")
    form.choose("id_minutes-0-domain", "Listening")
    form.fill(**{"minutes-0-minutes": "480"})
    form.publish()


def a_step(page, module):
    form = Form(page, "step", module, "At the door")
    form.fill(minutes="15")
    a_story(form)
    a_film(form)
    six_checks(form)
    form.submit()


def a_story(form):
    block = form.put("Story with choices")
    form.fill(**{f"{block}-title": "Ash at the drop-in", f"{block}-debrief": "Asking is kind."})
    door = form.row(f"{block}-scenes", 0, name="door", text="Ash stands at the door.")
    form.row(f"{door}-choices", 0, text="Ask", consequence="Ash comes in.", goes_to="inside", protects="trust")
    form.row(f"{door}-choices", 1, text="Wait", consequence="Ash goes on.", protects="Ash's own pace")
    form.row(f"{block}-scenes", 1, name="inside", text="Ash sits down.")


def a_film(form):
    block = form.put("Film")
    form.fill(**{f"{block}-title": "Staying with it", f"{block}-minutes": "2"})
    form.page.locator(f'[name="{block}-is_described"]').check()  # else the words of the step wait for an editor
    form.choose(f"{block}-media", "Staying")
    form.choose(f"{block}-captions", "A plan")
    form.page.locator("[data-contentpath=transcript] [contenteditable=true]").last.fill("Kim: I am here. Take your time.")


def six_checks(form):
    """One is written, five are made of it with the button that copies, and each is asked another way."""
    block = form.put("Knowledge check")
    form.fill(**{f"{block}-stem": QUESTIONS[0]})
    form.row(f"{block}-options", 0, text="An open question", is_right=True, feedback="Yes: it leaves room.")
    form.row(f"{block}-options", 1, text="Advice", feedback="It can wait.")
    for number, stem in enumerate(QUESTIONS[1:], start=3):
        form.page.locator(f'[name="body-{number - 1}-type"]').locator("xpath=..").locator(
            '[data-streamfield-action="DUPLICATE"]'
        ).first.click()
        form.fill(**{f"body-{number}-value-stem": stem})


def is_read(page):
    """Somebody with lived experience reads the step and stands for it; they need not come into the CMS."""
    page.goto(reverse("courses:lessons_to_read"))
    page.get_by_role("link", name="At the door").click()
    page.get_by_role("button", name="I stand for these words").click()
    page.get_by_text("Your reading is on record.").wait_for()


def released(page, module):
    """What the release screen has to say, and its button."""
    page.goto(reverse("courses_release", args=[module.pk]))
    assert page.get_by_text("Mend before release").count() == 0
    page.get_by_role("button", name="Release edition").click()
    page.get_by_text("Edition 1.0 is released.").wait_for()
    return ModuleEdition.objects.get()


# The lesson's policy lets Playwright's own waiting evaluate nothing; a film that has ended keeps its time, so none is missed.
WITHIN_TEN_SECONDS = """async (film) => {
  for (let look = 0; look < 200; look++) {
    if (%s) return true;
    await new Promise((next) => setTimeout(next, 50));
  }
  return false;
}"""


def sees_the_film(page):
    """It plays, and its captions can be shown."""
    film = page.locator("video")
    film.evaluate("film => { film.muted = true; film.textTracks[0].mode = 'showing'; return film.play(); }")
    assert film.evaluate(WITHIN_TEN_SECONDS % "film.currentTime > 0.3")
    assert film.evaluate(WITHIN_TEN_SECONDS % "film.textTracks[0].cues?.length === 2")
    assert film.evaluate("film => [film.videoWidth, film.videoHeight, film.error]") == [64, 48, None]
    assert film.evaluate("film => film.textTracks[0].cues[1].text") == "Take your time."


def learns(page):
    """The trainee begins, answers, hears that the film has captions, and goes one way of the story."""
    page.goto("/learn/listening/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/at-the-door/")
    assert [page.get_by_role("group", name=stem).count() for stem in QUESTIONS] == [1] * 6
    sees_the_film(page)
    last = page.get_by_role("group", name=QUESTIONS[5])
    last.get_by_label("An open question").check()
    last.get_by_role("button", name="Check my answer").click()
    page.get_by_text("Yes: it leaves room.").wait_for()
    page.get_by_role("link", name="Open the story").click()
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("heading", name="The end of this way").wait_for()


def test_a_module_is_built_released_and_learnt_with(new_page, ed):
    programme = Programme.objects.get()
    a_real_film(new_page())
    page = new_page(width=1280, height=1000, person=ed)
    a_module(page, programme)
    module = Module.objects.get()
    a_step(page, module)
    is_read(new_page(person=lived_experience_reader()))
    edition = released(page, module)
    assert [block["type"] for block in edition.read()["steps"][0]["blocks"]] == ["scenario", "video", *["check"] * 6]
    ada = person("Ada")
    place(ada, cohort(programme_key=programme.programme_key))
    learns(new_page(person=ada))
    assert (KnowledgeAnswer.objects.get().is_right, KnowledgeAnswer.objects.get().edition) == (True, edition)
    assert ScenarioRun.objects.get().ended_at
