"""/support/ answers for everybody, everywhere, always: signed out, without a line in the database, and without a database."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from lms.core.models import SupportResource
from lms.core.registry import contributions
from lms.core.services.load_support import load_starter_support
from lms.core.services.support_copy import copy_path, read_or_render_copy, write_support_copies
from lms.core.support import COUNTRIES, EVERYWHERE, starter_lines, support_page
from tests.factories.accounts import UserFactory, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def no_database(monkeypatch):
    """Every question to the database fails, as when it is down."""
    from django.db.backends.utils import CursorWrapper

    def down(*_args, **_options):
        raise OperationalError("the database is down")

    def switch():
        monkeypatch.setattr(CursorWrapper, "execute", down)
        monkeypatch.setattr(CursorWrapper, "executemany", down)

    return switch


def line(**fields) -> SupportResource:
    return SupportResource.objects.create(**{"country": "GB", "name": "Night line", "phone": "0800 123", **fields})


def test_a_stranger_gets_the_numbers_of_this_services_country(client):
    page = client.get("/support/").content.decode()
    assert 'href="tel:116123"' in page
    assert "Call 999" in page


def test_the_country_is_chosen_and_never_guessed(client):
    assert client.get("/support/?country=IE").headers["Location"] == "/support/ie/"
    irish = client.get("/support/ie/", HTTP_ACCEPT_LANGUAGE="en-US").content.decode()
    assert 'href="tel:112"' in irish
    assert '<option value="IE" selected>' in irish


def test_somebody_signed_in_starts_with_their_own_country(client):
    client.force_login(UserFactory(called="Ada", country="NZ"))
    assert 'href="tel:1737"' in client.get("/support/").content.decode()


@pytest.mark.parametrize("address", ["/support/zz/", "/support/somewhere-else/"])
def test_a_country_without_lines_still_gets_some(client, address):
    page = client.get(address).content.decode()
    assert "Find A Helpline" in page
    assert 'href="tel:112"' in page


@pytest.mark.parametrize("chosen", ["x", "12", "gb/../", "<b>"])
def test_a_country_that_is_none_leads_back(client, chosen):
    assert client.get("/support/", {"country": chosen}).headers["Location"] == "/support/"


def test_an_editors_lines_replace_the_starter_lines_of_that_country_only(client):
    line(name="Night line")
    british = client.get("/support/gb/").content.decode()
    assert "Night line" in british
    assert "Samaritans" not in british
    assert "Samaritans Ireland" in client.get("/support/ie/").content.decode()


def test_a_draft_is_not_shown(client):
    line(name="Night line")
    line(name="Half written", live=False)
    assert "Half written" not in client.get("/support/gb/").content.decode()


def test_a_line_says_whether_a_person_has_checked_it(client):
    checked = line(name="Night line", verified_on=dt.date(2026, 11, 3), review_by=dt.date(2027, 2, 3))
    page = client.get("/support/gb/").content.decode()
    assert "Checked by a person on 3 November 2026. To be checked again by 3 February 2027." in page
    checked.verified_on = None
    checked.save()
    assert "Example: not yet checked by a person." in client.get("/support/gb/").content.decode()


def test_a_line_whose_check_is_old_stays(client):
    line(name="Night line", verified_on=dt.date(2020, 1, 1), review_by=dt.date(2021, 1, 1))
    assert "Night line" in client.get("/support/gb/").content.decode()


def test_the_page_asks_the_database_once(client, django_assert_num_queries):
    load_starter_support()
    with django_assert_num_queries(1):
        client.get("/support/")


# --- the starter lines --------------------------------------------------------------------------------


def test_no_starter_line_claims_a_check_that_has_not_happened():
    assert {(line.verified_on, line.verified_by, line.review_by) for line in starter_lines()} == {(None, "", None)}


def test_every_starter_country_has_an_emergency_number_and_somebody_to_talk_to():
    for country in COUNTRIES:
        page = support_page(country, [])
        assert page.lines["danger"], country
        assert page.lines["talk"] or page.lines["directory"], country


def test_every_starter_line_fits_its_row_and_can_be_reached():
    for starter in starter_lines():
        starter.full_clean()
        assert starter.phone or starter.text_to or starter.web, starter


def test_loading_twice_adds_nothing_and_touches_nothing():
    line(country="GB", name="Ours")
    added = load_starter_support()
    assert added == len([starter for starter in starter_lines() if starter.country != "GB"])
    assert load_starter_support() == 0
    assert list(SupportResource.objects.filter(country="GB").values_list("name", flat=True)) == ["Ours"]


# --- without a database -------------------------------------------------------------------------------


def test_the_copy_is_served_when_the_database_is_down(client, no_database):
    line(name="Night line")
    write_support_copies()
    no_database()
    answer = client.get("/support/gb/")
    assert answer.status_code == 200
    assert "Night line" in answer.content.decode()
    assert "saved copy" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_even_a_signed_in_persons_session_does_not_stand_in_the_way(no_database):
    visitor = Client(raise_request_exception=False)
    visitor.force_login(UserFactory(called="Ada"))
    no_database()
    answer = visitor.get("/support/")
    assert answer.status_code == 200
    assert "116 123" in answer.content.decode()


def test_without_a_copy_the_starter_lines_answer(client, no_database):
    assert not copy_path("GB").exists()
    no_database()
    assert "116 123" in client.get("/support/").content.decode()
    assert "Find A Helpline" in client.get("/support/zz/").content.decode()


def test_only_the_support_page_has_a_copy(no_database):
    visitor = Client(raise_request_exception=False)
    visitor.force_login(UserFactory(called="Ada"))
    no_database()
    assert visitor.get("/display/").status_code == 500


def test_a_copy_is_the_page_of_a_stranger(client):
    """What lies on disk must not hold who was signed in when it was written."""
    client.force_login(UserFactory(called="Canary Person"))
    client.get("/support/")
    write_support_copies()
    copy = copy_path("GB").read_text(encoding="utf-8")
    assert "Canary" not in copy
    assert "csrf" not in copy


def test_publishing_a_line_renews_the_copies(commits):
    with commits():
        night = SupportResource(country="GB", name="Night line", phone="1", live=False)
        night.save()
        night.save_revision().publish()
    assert "Night line" in copy_path("GB").read_text(encoding="utf-8")
    night.refresh_from_db()
    with commits():
        night.unpublish()
    assert "Night line" not in copy_path("GB").read_text(encoding="utf-8")
    with commits():
        line(name="Zebra line").delete()
    assert "Zebra" not in copy_path("GB").read_text(encoding="utf-8")


def test_the_night_renews_the_copies_of_every_country():
    line(name="Night line")
    (renew,) = [act for name, act in contributions("nightly") if name == "core.support_copies"]
    assert renew(dt.date(2026, 11, 24)) == len(COUNTRIES)
    assert {path.stem for path in copy_path("GB").parent.iterdir()} == set(COUNTRIES)


@pytest.mark.parametrize("country", ["../../etc", "gb", "GBR", "", "G/"])
def test_a_copy_is_never_sought_outside_its_folder(country):
    with pytest.raises(ValueError, match=r".*"):
        copy_path(country)
    assert "Find A Helpline" in read_or_render_copy(country)


def test_everywhere_has_a_copy():
    write_support_copies()
    assert copy_path(EVERYWHERE).exists()


def test_the_way_out_does_not_promise_too_much(client, settings):
    page = client.get(reverse("core:support")).content.decode()
    assert f'href="{settings.QUICK_EXIT_URL}" rel="noreferrer"' in page
    assert "It does <strong>not</strong> clear your history" in page


# --- in the CMS ---------------------------------------------------------------------------------------


def test_an_editor_publishes_a_line_in_the_cms(client, commits):
    client.force_login(with_role("editor", "Ed"))
    empty = dict.fromkeys(("for_whom", "text_to", "web", "hours", "cost", "what_happens", "verified_on", "verified_by", "review_by"), "")
    typed = {"country": "GB", "kind": "talk", "order": "10", "name": "Night line", "phone": "0800 123", "action-publish": "1"}
    with commits():
        client.post("/cms/snippets/core/supportresource/add/", {**empty, **typed})
    assert "Night line" in client.get("/support/gb/").content.decode()
    assert "Night line" in copy_path("GB").read_text(encoding="utf-8")


def test_our_way_to_draw_forms_stays_out_of_the_cms(client):
    client.force_login(with_role("editor", "Ed"))
    html = client.get("/cms/snippets/core/supportresource/add/").content.decode()
    assert 'name="phone"' in html
    assert 'class="opt"' not in html
    assert 'class="field bad' not in html
