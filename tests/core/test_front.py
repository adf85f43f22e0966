"""The front page: ten seconds, true pictures, light enough for a slow phone."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lms.core.display import COOKIE
from lms.core.readability import lix
from tests.core.test_ui import Page

pytestmark = pytest.mark.django_db


def _bytes(address: str) -> bytes:
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


def _size(address: str) -> int:
    return len(_bytes(address))


def _page(client) -> tuple[str, Page]:
    html = client.get("/").content.decode()
    return html, Page(html)


def test_a_first_visit_asks_for_six_things_and_sixty_thousand_bytes_before_the_pictures(client):
    html, page = _page(client)
    asked = {attrs["href"] for tag, attrs in page.tags if tag == "link" and attrs.get("rel") in ("stylesheet", "icon", "preload")}
    asked |= {attrs["src"] for tag, attrs in page.tags if tag == "script" and attrs.get("src")}
    asked = {address for address in asked if not address.startswith("data:")}  # the icon comes with the page
    assert len(asked) + 1 <= 6
    text = {address for address in asked if not address.endswith(".woff2")}
    packed = sum(len(gzip.compress(_bytes(a))) for a in text)
    assert packed + sum(_size(a) for a in asked - text) + len(gzip.compress(html.encode())) <= 60_000


def test_each_picture_waits_until_it_is_needed_says_what_is_seen_and_weighs_little(client):
    _html, page = _page(client)
    shown = [attrs for tag, attrs in page.tags if tag == "img"]
    dark = [attrs for tag, attrs in page.tags if tag == "source"]
    assert (len(shown), len(dark)) == (3, 3)
    for attrs in shown:
        assert (attrs["loading"], attrs["width"], attrs["height"]) == ("lazy", "520", "390")
        assert len(attrs["alt"].split()) >= 10
    weights = [_size(one) for one in [*(a["src"] for a in shown), *(a["srcset"] for a in dark)]]
    assert max(weights) <= 25_000
    assert sum(weights[:3]) <= 90_000
    assert sum(weights[3:]) <= 90_000


@pytest.mark.parametrize(
    ("theme", "ending", "sources"), [("dark", "-dark.webp", 0), ("light", "-light.webp", 0), ("soft", "-light.webp", 0)]
)
def test_a_chosen_theme_chooses_the_pictures_whatever_the_device_says(client, theme, ending, sources):
    client.cookies[COOKIE] = f"theme:{theme}"
    _html, page = _page(client)
    assert {attrs["src"][-len(ending) :] for tag, attrs in page.tags if tag == "img"} == {ending}
    assert len([tag for tag, _attrs in page.tags if tag == "source"]) == sources


def test_it_says_for_whom_it_is_and_what_is_different(client):
    html, _page_ = _page(client)
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html)]
    for head in (
        "Learn",
        "Check a certificate",
        "Get support",
        "Trainees and peer workers",
        "Programmes and certification bodies",
        "Employers",
        "Rules with a version and a date",
        "We confirm, we never disclose",
    ):
        assert head in heads


def test_it_reads_easily(client):
    html, _page_ = _page(client)
    words = " ".join(re.sub(r"<[^>]+>", "", said) for said in re.findall(r"<p[^>]*>(.*?)</p>", html, re.DOTALL))
    assert lix(words) <= 30
