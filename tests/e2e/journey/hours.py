"""Step 5: hours and supervision are logged, Cy confirms them, and one minute is missing: she is told which."""

from datetime import timedelta
from typing import Any

from lms.core import clock
from logbook.facts import Facts
from logbook.models import Entry
from logbook.services import countersign, log_entry, submit
from tests.e2e.journey.people import FAMILY_NAME, NAME, World, press, signed_in, supervises_for_two_months


def log(world: World, page: Any) -> Any:
    """Gives Cy's page."""
    supervises_for_two_months(world)
    log_session(page)
    log_practice(page)
    the_minutes_do_not_count_yet(page)
    cy = signed_in(world, world.cy)
    sign_all(cy, 2)
    all_but_one_minute(world)
    one_minute_is_missing(page)
    the_last_minute(page)
    sign_all(cy, 1)


def log_session(page: Any) -> None:
    page.goto("/supervision/new/")
    page.locator("[name=minutes]").fill("1:00")
    page.locator("[name=activity]").select_option("supervision")
    press(page, "Save and send to be confirmed")
    assert page.get_by_text("Saved. Cy can confirm it now.").is_visible()


def log_practice(page: Any) -> None:
    page.goto("/hours/new/")
    page.locator("[name=minutes]").fill("60 min")
    page.locator("[name=activity]").select_option("direct_support")
    press(page, "Save and send to be confirmed")
    assert page.get_by_text("Saved. Cy can confirm it now.").is_visible()


def the_minutes_do_not_count_yet(page: Any) -> None:
    page.goto("/apply/alongside-demo/")
    assert "You have 0 of 20 hours" in " ".join(page.locator("main").inner_text().split())


def sign_all(page: Any, count: int) -> None:
    page.goto("/supervise/to-sign/")
    boxes = page.locator("input[name=entry]")
    assert boxes.count() == count
    for box in boxes.all():
        box.check()
    page.locator("input[name=happened]").check()
    press(page, "Confirm")
    assert page.get_by_text("Nothing waiting.").is_visible()


def all_but_one_minute(world: World) -> None:
    """19 hours less a minute of practice, and five more hours of supervision."""
    today = clock.today()
    for ago in range(1, 20):
        confirmed(world, Facts("practice", today - timedelta(days=ago), 59 if ago == 19 else 60, "direct_support"))
    for ago in range(1, 6):
        confirmed(world, Facts("supervision", today - timedelta(days=7 * ago), 60, "supervision"))


def confirmed(world: World, facts: Facts) -> Entry:
    entry = log_entry(person=world.nadia, by=world.nadia, facts=facts, supervisor=world.cy)
    return countersign(entry=submit(entry=entry, by=world.nadia), by=world.cy)


def one_minute_is_missing(page: Any) -> None:
    sign_ethics(page)
    page.goto("/apply/alongside-demo/")
    assert page.get_by_text("You have 19 hours 59 minutes of 20 hours").first.is_visible()
    page.goto("/apply/alongside-demo/send/")
    page.get_by_label("Name on your certificate").fill(NAME)
    page.get_by_label("The part of it that a checker types").fill(FAMILY_NAME)
    page.get_by_label("What I send is true").check()
    press(page, "Check what you send")
    assert page.locator(".errsum").get_by_text("1 minute to go").is_visible()


def sign_ethics(page: Any) -> None:
    page.goto("/apply/alongside-demo/ethics/")
    page.get_by_label("I have read this, and I agree to it").check()
    press(page, "Sign")
    assert page.get_by_text("You have signed it. Thank you.").is_visible()


def the_last_minute(page: Any) -> None:
    page.goto("/hours/new/")
    page.locator("input[name=when]").nth(1).check()
    page.locator("[name=minutes]").fill("1 min")
    press(page, "Save and send to Cy")
    assert page.get_by_text("Saved. Cy can confirm it now.").is_visible()
