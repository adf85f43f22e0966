"""Every word that a page shows goes through gettext (decisions.md 4)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"})
COMMENTS = re.compile(r"\{% comment.*?%\}.*?\{% endcomment %\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ELEMENTS = re.compile(r"<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.DOTALL)
SPOKEN = re.compile(r'\s(?:alt|title|placeholder|aria-label)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")

# A name, an example of a number, and the values of attributes that a page hands to its base.
SAID_AS_IT_IS = {
    "500.html": {"– Alongside", "Alongside"},
    "certificates/_where_to_look.html": {"7K4Q-92XD-3MT"},
    "core/front.html": {'class="front"'},
    "courses/note.html": {"lesson"},
    "courses/short.html": {"lesson"},
    "courses/step.html": {"lesson"},
    "account/login.html": {'{"ids": {"login": "passkey_login", "credential": "mfa_credential"}}'},
    "desk/copying/index.html": {"(JSON)"},
    "mfa/webauthn/add_form.html": {'{"ids": {"add": "mfa_webauthn_add", "passwordless": "", "credential": "", "data": "js_data"}}'},
    "mfa/webauthn/reauthenticate.html": {'{"ids": {"authenticate": "mfa_webauthn_reauthenticate", "credential": "", "data": "js_data"}}'},
    "mfa/authenticate.html": {'{"ids": {"authenticate": "mfa_webauthn_authenticate", "credential": "", "data": "js_data"}}'},
}


def bare_words(source: str) -> set[str]:
    """What would be shown in English whatever the language."""
    source = TAGS.sub("", TRANSLATED.sub("", COMMENTS.sub("", source)))
    shown = re.sub(r"&#?\w+;", "", ELEMENTS.sub("\n", source)).splitlines() + SPOKEN.findall(source)
    return {line.strip() for line in shown if WORD.search(line)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_of_a_page_can_be_translated(name):
    assert bare_words((FOLDER / name).read_text(encoding="utf-8")) - SAID_AS_IT_IS.get(name, set()) == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", {"Hello"}),
        ('<a title="Go on" href="{% url "x" %}">{% translate "Go on" %}</a>', {"Go on"}),
        ("<p>{% translate 'Hello' %} {{ name }} &middot; 7</p>", set()),
        ("{% blocktranslate trimmed %}<b>Hello</b> you{% endblocktranslate %}{# a note #}", set()),
    ],
)
def test_the_measure_itself(source, found):
    assert bare_words(source) == found
