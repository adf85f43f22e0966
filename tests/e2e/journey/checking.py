"""Step 8: a stranger asks; the answer follows each decision of the board at once, and tells nothing to who does not know her."""

from typing import Any

from certificates.models import Copy
from lms.core.ids import show_number
from tests.e2e.journey.people import FAMILY_NAME, NAME, World, press

CURRENT = "This certificate is current"


def check(world: World, di: Any, copy: Copy) -> None:
    number, code = show_number(copy.snapshot.open().number), copy.snapshot.open().code
    stranger = world.new_page()
    assert ask(stranger, number) == CURRENT
    assert stranger.get_by_text(NAME, exact=True).is_visible()
    the_code_alone_tells_nothing(stranger, code)
    a_wrong_name_tells_nothing(stranger, number, code)
    for act, reason, answer in BOARD:
        decide(di, number, act, reason)
        assert ask(stranger, number) == scan(stranger, code) == answer
    assert not stranger.context.cookies()


BOARD = (
    ("Suspend", "concern", "This certificate is not valid at present"),
    ("Lift the suspension", "resolved", CURRENT),
    ("Revoke", "conduct", "This certificate was revoked"),
)


def ask(page: Any, number: str, name: str = FAMILY_NAME) -> str:
    page.goto("/check/")
    page.get_by_label("Certificate number or code").fill(number)
    page.get_by_label("Family name").fill(name)
    press(page, "Check")
    return said(page)


def scan(page: Any, code: str, name: str = FAMILY_NAME) -> str:
    page.goto(f"/v/{code}/")
    page.get_by_label("Family name").fill(name)
    press(page, "Check")
    return said(page)


def said(page: Any) -> str:
    return " ".join(page.locator(".status").get_by_role("heading").inner_text().split())


def the_code_alone_tells_nothing(page: Any, code: str) -> None:
    page.goto(f"/v/{code}/")
    assert_nobody_is_named(page)
    assert CURRENT not in page.content()
    assert scan(page, code) == CURRENT


def a_wrong_name_tells_nothing(page: Any, number: str, code: str) -> None:
    assert ask(page, number, "Lindqvist") == scan(page, code, "Lindqvist") == "We cannot confirm this"
    assert_nobody_is_named(page)
    assert "2029" not in page.locator("main").inner_text()


def assert_nobody_is_named(page: Any) -> None:
    shown = page.content()
    assert not [part for part in ("Ñádia", "Żółć", "Okafor", "Peer Support Worker") if part in shown]


def decide(page: Any, number: str, act: str, reason: str) -> None:
    page.goto("/manage/certificates/")
    page.get_by_label("Certificate number").fill(number)
    press(page, "Open its record")
    press(page, act)
    page.locator(f"input[name=reason][value={reason}]").check()
    page.locator("textarea[name=private_note]").fill("Talked over on the phone.")
    press(page, "Show what a checker will see")
    page.locator("button[name=confirmed]").click()
    page.get_by_text("It is recorded. A checker gets the new answer from that day.").wait_for()
