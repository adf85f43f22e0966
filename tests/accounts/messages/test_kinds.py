"""Every kind that any app registers: neutral, complete, and sent by nobody but the outbox."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from accounts.messaging.kinds import PLACE, kinds
from accounts.messaging.neutral import outcome_words, telling_words
from accounts.messaging.words import filled, first_words, problems, sample_values

HOUSE = Path(settings.BASE_DIR)
REAL = sorted(key for key in kinds() if not key.startswith("test."))
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def kinds_of_the_house():
    """The real ones are looked at here."""


def test_there_are_kinds_of_every_app_that_tells_people_things():
    assert {"accounts", "logbook", "schemes"} <= {key.split(".")[0] for key in REAL}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", REAL)
def test_a_subject_says_neither_outcome_nor_health_and_all_words_could_be_released(key, language):
    kind = kinds()[key]
    words = first_words(kind, language)
    assert telling_words(words.subject) == []
    assert problems(kind, words.subject, words.body) == {}
    if kind.weight == "news":
        assert outcome_words(words.body) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", REAL)
def test_the_words_hold_nothing_but_the_values_they_were_given(key, language):
    kind = kinds()[key]
    with translation.override(language):
        shown = filled(kind, first_words(kind, language), {**sample_values(kind), "called": "Ada"})
    assert not PLACE.search(shown.subject + shown.body)
    assert "@" not in shown.body
    assert shown.subject
    assert not re.search(r"\b(?:None|lazy|proxy)\b", shown.body)


@pytest.mark.parametrize("key", REAL)
def test_every_kind_has_a_name_for_people(key):
    assert str(kinds()[key].says).strip()


def own_python():
    for app in ("accounts", "assessments", "certificates", "courses", "lms", "logbook", "schemes"):
        yield from (path for path in (HOUSE / app).rglob("*.py") if "settings" not in path.parts)


def test_nobody_sends_mail_but_the_outbox():
    """One way out, so that hours, breaks, wishes and the log hold for every message."""
    sends = re.compile(
        r"\b(?:queue_mail|EmailMessage|EmailMultiAlternatives|send_mass_mail|mail_admins|mail_managers|email_user|get_connection)\b"
    )
    django = re.compile(r"from django\.core\.mail import|django\.core\.mail\.|(?<!def )\bsend_mail\(")
    found = {
        str(path.relative_to(HOUSE))
        for path in own_python()
        for text in [path.read_text(encoding="utf-8")]
        if sends.search(text) or django.search(text)
    }
    assert found == {"lms/core/outbox.py"}


@pytest.mark.parametrize(
    ("subject", "telling"),
    [
        ("There is news for you", []),
        ("Your place on the course", []),
        ("You were awarded a certificate", ["awarded"]),
        ("Not yet, but soon", ["Not yet"]),
        ("Your certificate is suspended", ["suspended"]),
        ("Mental health course", ["Mental", "health"]),
        ("Peer Support: a reminder", ["Peer"]),
        ("Unsuccessful", ["Unsuccessful"]),
        ("A compass for you", []),  # "pass" inside a word
        ("The speerlings", []),
        ("Your CONCERN", ["CONCERN"]),
    ],
)
def test_words_that_say_too_much_are_found(subject, telling):
    assert telling_words(subject) == telling
