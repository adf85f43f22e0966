"""Step 1: Gus asks somebody in; she joins by the link and signs in with six figures."""

import re
from datetime import date
from typing import Any

from django.core import mail

from courses.models import Enrolment, Programme
from courses.services.open_cohort import open_cohort
from tests.e2e.journey.people import ADDRESS, NAME, World, heading, newest_mail_to, press, signed_in


def join(world: World) -> Any:
    """Gives the page on which the new learner is signed in."""
    invite_by_screen(world)
    page = world.new_page()
    page.goto(re.search(r"/invite/\S+/", newest_mail_to(ADDRESS)).group())
    assert page.get_by_text("has kept a place for you: Spring").is_visible()
    page.get_by_label("What shall we call you?").fill(NAME)
    press(page, "Join")
    assert Enrolment.objects.get().person == world.nadia
    sign_in_with_code(page)
    the_link_works_once(world)
    return page


def invite_by_screen(world: World) -> None:
    cohort = open_cohort(title="Spring", programme_key=Programme.objects.get().programme_key, starts_on=date(2026, 1, 12), by=world.gus)
    page = signed_in(world, world.gus)
    page.goto(cohort.get_absolute_url())
    press(page, "Invite somebody")
    page.get_by_label("What are they called?").fill("Nadia")
    page.get_by_label("E-mail address").fill(ADDRESS)
    press(page, "Send the invitation")
    assert page.get_by_text("The invitation to Nadia is on its way.").is_visible()


def sign_in_with_code(page: Any) -> None:
    page.goto("/sign-in/")
    page.locator("form", has=page.get_by_role("button", name="Send me a code")).locator("[name=email]").fill(ADDRESS)
    press(page, "Send me a code")
    assert heading(page) == "Look in your e-mail"
    page.get_by_label("Six-figure code").fill(re.search(r"\b\d{6}\b", newest_mail_to(ADDRESS)).group())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home/")


def the_link_works_once(world: World) -> None:
    other = world.new_page()
    other.goto(newest_invitation())
    assert other.get_by_text("You already joined with this invitation.").is_visible()


def newest_invitation() -> str:
    found = [re.search(r"/invite/\S+/", message.body) for message in mail.outbox]
    return [match.group() for match in found if match][-1]
