"""The marking screen in a browser: keys outside text fields only, which can be turned off (SC 2.1.4), and no need of any script."""

import pytest
from django.conf import settings
from django.urls import reverse

from assessments.models import Judgement
from tests.factories.assessments_evidence import authority, framework, person, sent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_marking(new_page, client, live_server):
    def open_it(**options):
        version = framework()
        bo = person("Bo", "assessor")
        authority(bo, version)
        piece = sent(person("Ada"), version, text="I said no.").submission
        client.force_login(bo)
        page = new_page(**options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}]
        )
        page.goto(reverse("assessments:marking_piece", args=[piece.public_id]))
        return page

    return open_it


def chosen(page):
    return page.evaluate("[...document.querySelectorAll('input[type=radio]:checked')].map(each => each.name + '=' + each.value)")


def test_keys_pick_a_criterion_and_answer_it(open_marking):
    page = open_marking(width=1280, height=800)
    for key in ("m", "1", "m", "2", "n"):
        page.keyboard.press(key)
    # The first M had no criterion in hand and did nothing.
    assert chosen(page) == ["met_B1=met", "met_B2=not_yet"]


def test_keys_are_letters_inside_a_text_field(open_marking):
    page = open_marking()
    page.locator("#id_strengths").fill("")
    page.locator("#id_strengths").press_sequentially("1mn")
    assert page.locator("#id_strengths").input_value() == "1mn"
    assert chosen(page) == []


def test_keys_stay_off_once_they_are_turned_off(open_marking):
    page = open_marking()
    page.get_by_role("button", name="Turn keys off").click()
    page.reload()
    page.locator("input[name=met_B1]").first.focus()
    page.keyboard.press("n")
    assert chosen(page) == []
    page.get_by_role("button", name="Turn keys on").click()
    page.locator("input[name=met_B1]").first.focus()
    page.keyboard.press("n")
    assert chosen(page) == ["met_B1=not_yet"]


def test_marking_works_without_any_script(open_marking):
    page = open_marking(scripts=False)
    assert not page.get_by_text("pick a criterion").is_visible()
    for name in ("met_B1", "met_B2"):
        page.locator(f"input[name={name}][value=met]").check()
    page.locator("#id_strengths").fill("Warm and clear, {name}.")
    page.get_by_role("button", name="Save and next").click()
    page.get_by_text("All done.").wait_for()
    assert Judgement.objects.get().outcome == "met"
