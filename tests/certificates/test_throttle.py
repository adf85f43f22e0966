"""How often one may ask: enough for people, too little for guessing, and no gate that one can shut for all."""

import pytest
from django.core.cache import cache

from certificates import throttle
from lms.core.ids import new_code, new_number
from tests.certificates.test_checking import ask, scan, words

pytestmark = pytest.mark.django_db
WAIT = "Too many checks. Wait a minute."


def test_guessing_names_for_a_number_is_slowed_after_five(client, proof):
    for guess in "abcde":
        assert WAIT not in words(ask(client, proof.number, guess, REMOTE_ADDR=f"192.0.2.{ord(guess)}"))
    assert WAIT not in words(ask(client, proof.number, "f", REMOTE_ADDR="192.0.2.200"))  # one a minute
    response = ask(client, proof.number, "Ørsted", REMOTE_ADDR="192.0.2.201")
    assert response.status_code == 200
    assert WAIT in words(response)
    assert "This certificate" not in words(response)


def test_what_was_typed_is_kept_while_one_waits(client, proof):
    for guess in "abcdefg":
        response = ask(client, proof.number, guess)
    assert f'value="{proof.number}"' in response.content.decode()
    assert 'value="g"' in response.content.decode()


def test_a_number_that_does_not_exist_is_slowed_just_the_same(client):
    number = new_number()
    answers = [words(ask(client, number, guess)) for guess in "abcdefg"]
    assert [WAIT in page for page in answers] == [False] * 6 + [True]


def test_slowing_one_number_slows_no_other(client, proof):
    for guess in "abcdefg":
        ask(client, new_number() if guess == "a" else proof.code, guess)
    assert WAIT in words(ask(client, proof.code, "Ørsted"))
    assert "This certificate is current" in words(ask(client, proof.number, "Ørsted"))


def test_right_answers_are_not_slowed(client, proof):
    assert all(WAIT not in words(ask(client, proof.number)) for _ in range(20))


def test_one_address_may_ask_thirty_times_a_minute_and_others_go_on(client, proof):
    for _ in range(30):
        assert WAIT not in words(ask(client, new_number(), REMOTE_ADDR="192.0.2.1"))
    assert WAIT in words(ask(client, proof.number, REMOTE_ADDR="192.0.2.1"))
    assert "This certificate is current" in words(ask(client, proof.number, REMOTE_ADDR="192.0.2.2"))


def test_the_square_code_is_counted_too(client, proof):
    pages = [words(scan(client, proof.code, guess)) for guess in "abcdefg"]
    assert WAIT in pages[-1]


def test_addresses_of_one_household_count_as_one(rf):
    one, two, other = ("2001:db8:1:1::5", "2001:db8:1:1:ffff::9", "2001:db8:1:2::5")
    seen = [throttle.address_of(rf.get("/", REMOTE_ADDR=address)) for address in (one, two, other)]
    assert seen[0] == seen[1] != seen[2]


def test_an_address_that_nobody_can_read_is_still_counted(rf):
    assert throttle.address_of(rf.get("/", REMOTE_ADDR="")) == "unknown"


def test_the_cache_holds_neither_address_nor_number_nor_code(client, proof):
    code = new_code()
    ask(client, proof.number, "Smith", REMOTE_ADDR="192.0.2.1")
    ask(client, code, "Smith", REMOTE_ADDR="192.0.2.1")
    held = str(cache._cache)  # the in-memory cache of the tests
    assert all(text not in held for text in ("192.0.2.1", proof.number, code, "Smith"))
    assert "check:" in held
