"""What an editor pastes, and what strangers write into a file: nothing of it runs, and no language is hurt by it."""

from html.parser import HTMLParser

import pytest
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from courses.editions.building import build_edition
from courses.editions.rendering import render_step
from courses.editions.structure import SCHEMA_VERSION
from courses.services.build_edition import FromPages
from tests.factories.courses import PlainResolver

from .every_block import doing, reading, watching

EVIL = (
    '<p style="color:red" onclick="x()">Kept</p><a href="javascript:alert(1)">js</a><a href="data:text/html,x">data</a>'
    '<a href=" JaVaScRiPt:alert(1)">js2</a><a href="//evil.example/x">two</a><b onmouseover=x>bold</b>'
    '<script>alert(1)</script><style>p{}</style><iframe src="https://evil.example/"></iframe><img src=x onerror=alert(1)>'
    '<embed url="https://evil.example/v" embedtype="media"/><form action=/x><input name=csrfmiddlewaretoken></form>'
    "<object data=x></object><svg onload=alert(1)></svg><math><mtext></form><mglyph><style></math>"
)
pytestmark = pytest.mark.django_db  # Wagtail looks for embeds that it knows
BAD = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "input"}
WORDS = "مرحبا بك 🫶🏽 𠮷 " + "Donaudampfschifffahrtsgesellschaft" * 20
FILES = {
    "image": "a" * 64,
    "film": "b" * 64,
    "lent": "c" * 64,
    "sound": "d" * 64,
    "captions": "e" * 64,
    "document": "f" * 64,
    "consent": None,
}


class Running(HTMLParser):
    """What a browser would do something about."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in BAD and ("aria-hidden", "true") not in attrs:  # our own drawings are hidden
            self.found.append(tag)
        for name, value in attrs:
            leads = (value or "").strip().lower()
            if (
                name.startswith("on")
                or name == "style"
                or (name in ("href", "src") and leads.startswith(("javascript", "data", "vbscript")))
            ):
                self.found.append(f"{tag} {name}={value}")


class Cleaning(PlainResolver):
    """The real cleaning of rich text, without a database."""

    def html(self, source):
        return FromPages().html(source)


def hostile(value, name=""):
    """The same raw blocks with something hostile in every word that an editor can write."""
    if isinstance(value, dict):
        return {key: hostile(inner, key) if key not in KEPT else inner for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, name) for inner in value]
    return f"{EVIL}{value}" if isinstance(value, str) and value else value


KEPT = {
    "id", "type", "kind", "strength", "level", "form", "image", "media", "captions", "listen", "file", "consent", "audience", "quality",
    "rule", "quiz_key", "other_route", "key", "slug", "is_right",
}  # fmt: skip


def drawn(*steps):
    built = build_edition(module={}, steps=steps, resolve=Cleaning())
    fragments = {fragment.sha256: fragment.body for fragment in built.fragments}
    return built, [render_step(step, SCHEMA_VERSION, fragments) for step in built.content["steps"]]


def test_an_embed_that_the_cms_remembers_stays_outside():
    film = Embed.objects.create(url="https://evil.example/v", hash="x", type="video", html="<iframe src=//evil.example></iframe>")
    film.hash = get_embed_hash(film.url)
    film.save()
    assert FromPages().html('<p>Kept</p><embed url="https://evil.example/v" embedtype="media"/>') == "<p>Kept</p>"


def test_rich_text_keeps_its_words_and_loses_what_runs():
    clean = FromPages().html(EVIL)
    assert Running(clean).found == []
    assert Running(EVIL).found != []
    assert "<p>Kept</p>" in clean
    assert "<b>bold</b>" in clean
    assert "evil.example/v" not in clean
    for words in ("js", "data", "js2"):
        assert f'<a rel="noopener">{words}</a>' in clean


@pytest.mark.parametrize("step", [reading(), watching(FILES), doing()], ids=["reading", "watching", "doing"])
def test_nothing_runs_whichever_field_it_was_pasted_into(step):
    _built, (shown,) = drawn(hostile(step))
    html = "".join(part.html for part in shown.parts)
    assert Running(html).found == []
    if html:
        assert "alert(1)" in html  # as words in a plain field: the hostile text was there
    if shown.note:
        assert Running(shown.note["short_version"]).found == []


def test_every_script_and_every_length_of_word_goes_through_unchanged():
    blocks = [
        {"id": "t1", "type": "text", "value": f"<p>{WORDS}</p>"},
        {"id": "g1", "type": "glossary", "value": {"term": WORDS, "meaning": WORDS}},
        {"id": "ti1", "type": "try_it", "value": {"task": WORDS, "logs_hours": False}},
    ]
    built, (shown,) = drawn({"key": "a", "slug": "a", "title": WORDS, "minutes": 1, "blocks": blocks})
    assert WORDS in built.canonical
    html = "".join(part.html for part in shown.parts)
    assert html.count(WORDS) == 4
    assert html.count('dir="auto"') == 4


def test_links_that_lead_away_carry_no_window_and_no_referrer_of_ours():
    assert FromPages().html('<a href="https://example.org/" target="_blank">x</a>') == '<a href="https://example.org/" rel="noopener">x</a>'
