"""/apply/<scheme>/send/: looked over, then sent; short by a minute is told, and nothing typed is lost."""

import pytest

from schemes.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.schemes import quick, ready

pytestmark = pytest.mark.django_db
NEEDS, SEND, SIGN = "/apply/quick/", "/apply/quick/send/", "/apply/quick/code-of-ethics/"
TYPED = {"certificate_name": "Ada Núñez Ørsted", "check_name": "Ørsted", "certificate_name_lang": "es", "declares_true": "on"}


@pytest.fixture
def ada(client):
    quick()
    person = UserFactory(called="Ada Ørsted")
    client.force_login(person)
    return person


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_applying_shows_what_is_sent_before_it_is_sent(client, ada):
    ready(ada)
    checked = client.post(SEND, TYPED)
    assert "Check what you send" in checked.content.decode()
    assert Application.objects.count() == 0
    sent_now = client.post(SEND, {**TYPED, "confirmed": "1"})
    application = Application.objects.get()
    assert sent_now.url == application.get_absolute_url()
    assert (application.state, application.certificate_name, application.certificate_name_lang) == ("submitted", "Ada Núñez Ørsted", "es")


def test_change_brings_back_what_was_typed(client, ada):
    ready(ada)
    back = client.post(SEND, {**TYPED, "change": "1"}).content.decode()
    assert 'value="Ada Núñez Ørsted"' in back
    assert Application.objects.count() == 0


def test_a_minute_short_is_refused_with_422_and_what_was_typed_is_kept(client, ada):
    ready(ada, minutes=59)
    refused = client.post(SEND, {**TYPED, "confirmed": "1"})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "Practice: You have 59 minutes of 1 hour. 1 minute to go." in said
    assert 'value="Ada Núñez Ørsted"' in said
    assert not Application.objects.filter(state="submitted").exists()


def test_the_name_for_checkers_must_fit(client, ada):
    ready(ada)
    assert client.post(SEND, {**TYPED, "check_name": "Smith", "confirmed": "1"}).status_code == 422


def test_applying_twice_lands_on_the_same_case(client, ada):
    ready(ada)
    first = client.post(SEND, {**TYPED, "confirmed": "1"})
    assert client.post(SEND, {**TYPED, "confirmed": "1"}).url == first.url
    assert Application.objects.count() == 1
