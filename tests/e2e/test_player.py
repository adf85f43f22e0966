"""The step and the story in a real browser: by keyboard, without scripts, read aloud, back to the second, saved after signing in again."""

import io
import wave

import pytest
from django.test import Client

from courses.models import JournalEntry, ModuleEnrolment, ScenarioRun
from courses.sealing import read_entry
from tests.factories.courses import hand_made, learning, person, scenario, step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
STEP = "/learn/listening/being-heard/"
FIGURE = '<p>Listen to this.</p><figure id="b-a1"><audio controls src="/tone.wav"></audio></figure>'


@pytest.fixture
def ada():
    ada = person("Ada")
    spoken = {"id": "a1", "type": "text", "value": {"html": FIGURE}}
    learning(ada, hand_made([step("being-heard", spoken, scenario()), step("asking", scenario("s2"))]))
    return ada


LOADED = "performance.getEntriesByType('resource').some(entry => entry.name.includes('autosave'))"


def until(page, says):
    """Wait for something on the page: asked from outside, because the page itself evaluates no strings."""
    for _ in range(100):
        if page.evaluate(says):
            return page.wait_for_timeout(50)
        page.wait_for_timeout(50)
    raise AssertionError(says)


def tone():
    """Twenty seconds of silence."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * 20)
    return made.getvalue()


def test_a_story_is_played_by_keyboard_without_scripts(new_page, ada):
    page = new_page(scripts=False, person=ada)
    page.goto("/practice/listening/s1/")
    page.get_by_role("button", name="Try it").press("Enter")
    page.get_by_role("button", name="Choose ask").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Choose talk").press("Enter")
    assert page.get_by_role("heading", level=1).text_content() == "The end of this way"
    page.go_back()
    page.get_by_role("button", name="Choose sit").press("Enter")
    ways = sorted(run.choices for run in ScenarioRun.objects.filter(ended_at__isnull=False))
    assert ways == [("ask", "sit"), ("ask", "talk")]


SPEECH = """
window.said = []; window.stopped = 0;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const speech = { speak(words) { window.said.push(words.text); }, cancel() { window.stopped++; } };
Object.defineProperty(window, "speechSynthesis", { value: speech });
"""


def test_the_step_reads_itself_aloud_and_stops(new_page, ada):
    page = new_page(person=ada)
    page.add_init_script(SPEECH)
    page.goto(STEP)
    page.get_by_role("button", name="Read aloud").press("Enter")
    said = page.evaluate("window.said")
    assert said[0] == "Being heard"
    assert "Listen to this." in said
    assert not [words for words in said if "Save and come back" in words or "Only you can read" in words]
    before = page.evaluate("window.stopped")
    assert page.evaluate("document.activeElement.textContent") == "Stop reading"
    page.keyboard.press("Enter")
    assert page.evaluate("window.stopped") > before
    assert page.evaluate("document.activeElement.textContent") == "Read aloud"


def test_where_nothing_can_speak_there_is_no_button(new_page, ada):
    page = new_page(person=ada)
    page.add_init_script('Object.defineProperty(window, "speechSynthesis", { value: undefined });')
    page.goto(STEP)
    assert page.locator("[data-aloud]").is_hidden()


def test_a_recording_goes_on_at_its_second(new_page, ada):
    page = new_page(person=ada)
    page.route("**/tone.wav", lambda route: route.fulfill(body=tone(), content_type="audio/wav", headers={"Accept-Ranges": "bytes"}))
    page.goto(STEP)
    until(page, "document.querySelector('audio').readyState > 0")
    with page.expect_response("**/place/") as told:
        page.evaluate("(a => { a.currentTime = 7; a.dispatchEvent(new Event('pause')); })(document.querySelector('audio'))")
    assert told.value.status == 204
    assert ModuleEnrolment.objects.get().second == 7
    page.goto("/learn/")
    assert "at 0:07 of the recording" in page.locator("main").inner_text()
    page.get_by_role("link", name="Carry on", exact=True).click()
    until(page, "document.querySelector('audio').currentTime >= 7")


def write(page, words):
    page.locator("textarea").fill(words)
    page.locator("textarea").blur()


def test_a_note_to_oneself_saves_itself_once_it_is_entered_and_two_tabs_keep_both(new_page, ada):
    page = new_page(person=ada)
    page.goto(STEP)
    assert page.evaluate(LOADED) is False
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(STEP)
        tab.get_by_text("Write a note to myself").click()
        tab.locator("textarea").focus()
        until(tab, LOADED)
    write(page, "From the first tab")
    page.locator("[data-shown]", has_text="Saved at").wait_for()
    assert page.locator("[role=status]").last.text_content() == "Saved. It saves itself from now on."
    write(other, "From the second tab")
    other.locator("[data-clash]:visible").wait_for()
    entry = JournalEntry.objects.get()
    assert (read_entry(entry), entry.copies.count()) == ("From the first tab", 1)


def sign_in_again(page, who, url):
    """In another tab: a new session, and a new token with it."""
    client = Client()
    client.force_login(who)
    new = {"sessionid": client.cookies["sessionid"].value, "csrftoken": "n" * 32}
    page.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in new.items()])


def test_after_the_session_ended_the_words_are_still_there_and_save_once_one_is_back(new_page, live_server, ada):
    page = new_page(person=ada)
    page.goto(STEP)
    page.get_by_text("Write a note to myself").click()
    page.locator("textarea").focus()
    until(page, LOADED)
    page.context.clear_cookies(name="sessionid")
    write(page, "Typed while signed out")
    page.locator("[data-trouble]:visible").wait_for()
    sign_in_again(page, ada, live_server.url)
    write(page, "Typed while signed out, and on")
    page.locator("[data-shown]", has_text="Saved at").wait_for()
    assert page.locator("[data-trouble]").is_hidden()
    assert read_entry(JournalEntry.objects.get()) == "Typed while signed out, and on"


def test_somebody_else_who_signs_in_meanwhile_gets_none_of_the_words(new_page, live_server, ada):
    eve = person("Eve")
    learning(eve, ModuleEnrolment.objects.get().edition)
    page = new_page(person=ada)
    page.goto(STEP)
    page.get_by_text("Write a note to myself").click()
    page.locator("textarea").focus()
    until(page, LOADED)
    sign_in_again(page, eve, live_server.url)
    write(page, "The words of Ada")
    page.locator("[data-trouble]:visible").wait_for()
    assert not JournalEntry.objects.exists()
