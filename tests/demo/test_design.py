"""/design/ shows every part of the look, drawn by the lines that it prints; nobody but a demonstration has it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lms.core.templatetags import parts, ui
from lms.demo.design.examples import GROUPS, examples
from tests.core.test_ui import Page

ALL = [(group, example) for group in GROUPS for example in examples(group)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client) -> str:
    response = client.get("/design/")
    assert response.status_code == 200
    return response.content.decode()


def test_every_part_has_an_example_with_its_name_its_use_and_its_lines(shown):
    page = Page(shown)
    for _group, example in ALL:
        assert example.key in page.ids, example.key
        assert example.source.strip(), example.key
        assert example.name in shown


def test_every_tag_that_draws_something_is_shown():
    written = "".join(example.source for _group, example in ALL) + (
        Path(settings.BASE_DIR) / "templates" / "demo" / "design" / "page.html"
    ).read_text(encoding="utf-8")
    tags = set(ui.register.tags) | set(parts.register.tags)
    assert {tag for tag in tags if not re.search(rf"\{{% {tag} ", written)} - {"icon", "heads", "called"} == set()


def test_no_id_stands_twice(shown):
    ids = Page(shown).ids
    assert sorted(ids) == sorted(set(ids))


def test_every_link_within_the_page_leads_somewhere(shown):
    page = Page(shown)
    within = {attrs["href"][1:] for tag, attrs in page.tags if tag == "a" and attrs.get("href", "").startswith("#")}
    assert within - set(page.ids) == set()


@pytest.mark.parametrize("theme", ["light", "dark", "soft"])
def test_a_theme_is_chosen_on_the_server_and_other_choices_stay(theme):
    client = Client()
    client.cookies["display"] = "size:125"
    response = client.get("/design/", {"theme": theme}, follow=True)
    html = re.search(r"<html[^>]*>", response.content.decode())[0]
    assert f'data-theme="{theme}"' in html
    assert 'data-size="125"' in html


@pytest.mark.parametrize("code", ["404", "csrf", "429", "500"])
def test_pages_of_trouble_lead_home_and_to_support_and_say_nothing_of_the_machine(client, code):
    html = client.get(reverse("demo:trouble", args=[code])).content.decode()
    assert 'href="/support/"' in html
    assert 'href="/"' in html
    words = re.sub(r"<[^>]*>", "", html).lower()
    assert [
        word for word in ("traceback", "exception", "django", "python", "server error", "csrf", "token", "forbidden") if word in words
    ] == []
