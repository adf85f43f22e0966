"""A story is taken back in the very moment of a release (PostgreSQL, where two connections can really stand side by side)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from django.db import connection, transaction

from accounts.models import StoryConsent
from courses.models import EditionFragment, EditionMedia, Module, ModuleEdition, Redaction
from courses.services.release_edition import release_edition
from courses.services.take_back_story import take_back_story
from lms.core.errors import Refused
from tests.factories import library
from tests.factories.courses import add_step, person, quote, step, workshop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs two connections that write"),
]
A_WHILE = 1.5  # seconds in which an act that waits for nobody is long done


@pytest.fixture
def ed():
    return person("Ed", "editor")


@pytest.fixture
def consent():
    return StoryConsent.objects.create(label="First night", attribution="A peer worker")


@pytest.fixture
def told(ed, consent):
    """A module with a story of theirs."""
    module = workshop(ed)
    add_step(module, step("told", quote(words="the canary story", consent=consent.pk)))
    return module


def while_open(first, then):
    """What `then` comes to when it begins while the transaction of `first` is not yet written down."""
    is_begun, is_over = Event(), Event()

    def hold():
        try:
            with transaction.atomic():
                first()
                is_begun.set()
                is_over.wait(A_WHILE)
        finally:
            is_begun.set()
            connection.close()

    def press():
        try:
            assert is_begun.wait(30)
            return then()
        except Refused as error:
            return str(error)
        finally:
            is_over.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        held, pressed = pool.submit(hold), pool.submit(press)
        held.result()
        return pressed.result()


def test_a_story_taken_back_while_an_edition_is_released_is_gone_from_that_edition(ed, consent, told):
    count = while_open(lambda: release_edition(module=told, by=ed), lambda: take_back_story(consent=consent, by=ed, reason="asked for"))
    assert (count, ModuleEdition.objects.count(), Redaction.objects.count()) == (1, 1, 1)
    assert not EditionFragment.objects.exists()


def test_nothing_is_released_with_a_story_that_is_being_taken_back(ed, consent, told):
    said = while_open(lambda: take_back_story(consent=consent, by=ed, reason="asked for"), lambda: release_edition(module=told, by=ed))
    assert "has just taken their words back" in str(said)
    assert (ModuleEdition.objects.count(), EditionFragment.objects.count()) == (0, 0)


@pytest.fixture
def shown_elsewhere(ed):
    """A module of its own that shows a story's film in an ordinary block; the story was released before."""
    consent = StoryConsent.objects.create(label="On film", attribution="A peer worker", channels=["lesson", "video"])
    film, words = library.film(), library.captions()
    files = {"media": film.pk, "captions": words.pk, "captions_language": "en", "transcript": "<p>Kim: I am here.</p>"}
    module = workshop(ed)
    story = {"form": "video", "consent": consent.pk, "take_down": "the office", **files}
    add_step(module, step("told", {"id": "st1", "type": "story", "value": story}))
    release_edition(module=module, by=ed)
    other = workshop(ed, [], programme_key=uuid4())
    Module.objects.filter(pk=other.pk).update(slug="boundaries", title="Boundaries")
    add_step(other, step("again", {"id": "v1", "type": "video", "value": {"title": "Film", "minutes": 2, "is_described": True, **files}}))
    return consent, other


def test_a_film_in_an_ordinary_block_that_is_being_released_is_taken_back_too(ed, shown_elsewhere):
    consent, other = shown_elsewhere
    while_open(lambda: release_edition(module=other, by=ed), lambda: take_back_story(consent=consent, by=ed, reason="asked for"))
    plain = ModuleEdition.objects.get(module_key=other.module_key)
    assert Redaction.objects.filter(edition=plain).count() == 2  # the film and its captions
    assert not EditionMedia.objects.exists()


def test_no_film_is_released_in_an_ordinary_block_while_it_is_being_taken_back(ed, shown_elsewhere):
    consent, other = shown_elsewhere
    said = while_open(lambda: take_back_story(consent=consent, by=ed, reason="asked for"), lambda: release_edition(module=other, by=ed))
    assert "taken back by the person whose words it holds" in str(said)
    assert not ModuleEdition.objects.filter(module_key=other.module_key).exists()
