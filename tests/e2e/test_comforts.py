"""What scripts add on every page, on the page that shows every part: it needs no records."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def design(new_page):
    page = new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    assert page.goto("/design/").status == 200
    yield page
    assert page.complaints == []


def test_after_an_error_reading_starts_at_the_summary_and_its_links_put_the_cursor_into_the_box(design):
    assert design.evaluate("document.activeElement.id") == "error-summary"
    design.locator("#error-summary a").first.click()
    assert design.evaluate("document.activeElement.id") == "id_sent-name"


def test_characters_are_counted_as_they_are_typed_and_said_after_a_pause(design):
    box, line = design.locator("#id_fresh-words"), design.locator("#id_fresh-words_count")
    assert line.inner_text() == "Up to 200 characters"
    box.fill("ab\ncd")
    assert line.inner_text() == "Characters left: 194"  # a line end is sent as two
    said = line.locator("+ [role=status]")
    assert said.text_content() == ""
    expect(said).to_have_text("Characters left: 194")
    box.fill("a" * 203)
    assert line.inner_text() == "Characters too many: 3"


def test_a_password_can_be_looked_at_and_is_hidden_again_before_it_is_sent(design):
    button = design.locator("[data-shows='id_fresh-secret']")
    box = design.locator("#id_fresh-secret")
    button.click()
    assert (box.get_attribute("type"), button.get_attribute("aria-pressed")) == ("text", "true")
    button.click()
    assert (box.get_attribute("type"), button.get_attribute("aria-pressed")) == ("password", "false")


def test_on_paper_everything_is_open_and_afterwards_as_it_was(design):
    count = "document.querySelectorAll('details[open]').length"
    before = design.evaluate(count)
    design.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert design.evaluate(count) == design.evaluate("document.querySelectorAll('details').length")
    design.evaluate("dispatchEvent(new Event('afterprint'))")
    assert design.evaluate(count) == before


def test_a_length_goes_in_steps_of_a_quarter_of_an_hour(design):
    box = design.locator("#id_length")
    design.locator(".stepper button").last.click()
    assert box.input_value() == "1:45"
    design.locator(".stepper button").first.click()
    assert box.input_value() == "1:30"


def test_without_scripts_no_button_promises_what_it_cannot_do(new_page):
    page = new_page(scripts=False)
    page.goto("/design/")
    assert not page.locator("[data-shows='id_fresh-secret']").is_visible()
    assert page.locator("#id_fresh-words_count").inner_text() == "Up to 200 characters"


def test_paper_holds_no_ways_about_and_all_that_is_shut_on_screen(design):
    design.emulate_media(media="print")
    for part in ("header .btn", "footer", ".crumbs", ".back", ".pages", "[data-quick-exit]"):
        assert not design.locator(part).first.is_visible(), part
    assert design.locator("details:not([open]) > :not(summary)").first.evaluate("each => getComputedStyle(each).display") != "none"
    assert design.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
