"""Who takes part, each at a device of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import mail

from accounts.models import User
from accounts.services import relate
from assessments.models import FrameworkVersion
from assessments.services.authorise import authorise
from lms.core import clock
from lms.core.jobs import run_waiting_jobs
from tests.accounts.signin.parts import code_of
from tests.e2e.ground import PASSWORD, ground, staff

NAME = "Ñádia Żółć-Okafor"
FAMILY_NAME = "Żółć-Okafor"
ADDRESS = "nadia@example.org"


@dataclass
class World:
    """Everybody with their open page. `new_page()` gives a stranger a device."""

    new_page: Callable[..., Any]
    framework: FrameworkVersion
    gus: User
    bo: User
    cy: User
    di: User

    @property
    def nadia(self) -> User:
        return User.objects.get(email=ADDRESS)


def gather(new_page: Callable[..., Any]) -> World:
    """Lay the ground and let Gus, Bo, Cy and Di have their roles."""
    framework = ground()
    gus, bo = staff("Gus", "manager"), staff("Bo", "assessor")
    cy, di = staff("Cy", "supervisor"), staff("Di", "board")
    for competency in ("listening", "boundaries", "confidentiality", "crisis-response", "cultural-sensitivity"):
        since = clock.today() - timedelta(days=1)
        authorise(assessor=bo, framework_version=framework, competency=competency, by=gus, from_on=since)
    return World(new_page, framework, gus, bo, cy, di)


def supervises_for_two_months(world: World) -> None:
    relate(kind="supervises", by=world.cy, of=world.nadia, from_on=clock.today() - timedelta(days=60))


def signed_in(world: World, person: User) -> Any:
    """A page on which somebody new to a role signs in with their password, and is let in once their second lock is set up."""
    page = world.new_page()
    page.goto("/sign-in/")
    page.get_by_text("Use a password instead").click()
    form = page.locator("form", has=page.locator("[name=password]"))
    form.locator("[name=login]").fill(person.email)
    form.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        form.get_by_role("button", name="Sign in").click()
    set_up_an_app(page)
    page.goto("/start/")
    page.wait_for_url(re.compile(r"/(manage|marking|supervise)/"))
    return page


def set_up_an_app(page: Any) -> None:
    """From the page that stands before everything else to spare codes on paper."""
    assert heading(page) == "A second lock"
    press(page, "Use an app")
    page.get_by_label("Six figures from the app").fill(code_of(page.locator(".codebox code").inner_text()))
    press(page, "Set up")
    assert heading(page) == "Spare codes"
    assert page.locator("#recovery_codes li").count() == 10
    press(page, "Done")


def newest_mail_to(address: str) -> str:
    """The body of the last mail to somebody, once everything that waits has gone out."""
    run_waiting_jobs()
    return [message.body for message in mail.outbox if address in message.to][-1]


def heading(page: Any) -> str:
    return " ".join(page.get_by_role("heading", level=1).inner_text().split())


def press(page: Any, words: str) -> None:
    """Press the button or follow the link that carries exactly these words, and wait until the next page stands."""
    target = page.get_by_role("button", name=words, exact=True).or_(page.get_by_role("link", name=words, exact=True)).first
    with page.expect_navigation():
        target.click()
