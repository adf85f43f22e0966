"""Step 6: everything is met, so she applies; Di, who has no tie to her, decides."""

from typing import Any

from schemes.models import Decision
from tests.e2e.journey.people import FAMILY_NAME, NAME, World, heading, press, signed_in


def be_certified(world: World, page: Any) -> Any:
    """Gives Di's page."""
    apply(page)
    di = signed_in(world, world.di)
    award(di)
    page.reload()
    assert page.get_by_text("Every part is there.").is_visible()
    return di


def apply(page: Any) -> None:
    page.goto("/apply/alongside-demo/")
    assert page.get_by_text("Everything is met.").is_visible()
    press(page, "Apply")
    page.get_by_label("Name on your certificate").fill(NAME)
    page.get_by_label("The part of it that a checker types").fill(FAMILY_NAME)
    page.get_by_label("What I send is true").check()
    press(page, "Check what you send")
    assert heading(page) == "Check what you send"
    assert page.locator("main").get_by_text(NAME, exact=True).is_visible()
    page.locator("button[name=confirmed]").click()
    page.get_by_role("heading", name="My application").wait_for()


def award(page: Any) -> None:
    page.goto("/manage/decisions/")
    press(page, "Open the oldest")
    assert page.get_by_text("Every requirement is met in this report.").is_visible()
    page.get_by_label("I know of no reason why I should not decide this").check()
    page.locator("input[name=outcome][value=award]").check()
    page.locator("textarea[name=reasons]").fill("Every part is there.")
    press(page, "Record my decision")
    assert page.get_by_text("Your decision is recorded.").is_visible()
    decision = Decision.objects.get()
    assert decision.report.sha256
    assert decision.report.application == decision.application
