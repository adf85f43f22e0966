"""Words under a person's own key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.core import sealed

words = st.text(max_size=200)


@given(text=words, context=words)
def test_what_is_sealed_opens_again_with_key_and_context(text, context):
    key = sealed.new_key()
    assert sealed.open_sealed(key, sealed.seal(key, text, context), context) == text


@given(text=words)
def test_another_key_context_or_byte_does_not_open_it(text):
    key = sealed.new_key()
    box = sealed.seal(key, text, "journal A")
    for wrong in (
        lambda: sealed.open_sealed(sealed.new_key(), box, "journal A"),
        lambda: sealed.open_sealed(key, box, "journal B"),
        lambda: sealed.open_sealed(key, box[:-1] + bytes([box[-1] ^ 1]), "journal A"),
    ):
        with pytest.raises(sealed.CannotOpen):
            wrong()


def test_a_wrapped_key_opens_only_with_the_operators_key(settings, tmp_path):
    key = sealed.new_key()
    wrapped = sealed.wrap(key)
    assert sealed.unwrap(wrapped) == key
    settings.KEY_FOLDER = tmp_path
    with pytest.raises(sealed.CannotOpen):
        sealed.unwrap(wrapped)


def test_keys_are_made_once_and_lie_where_only_the_service_reads(settings, tmp_path):
    settings.KEY_FOLDER = tmp_path / "keys"
    assert sealed.operator_key() == sealed.operator_key()
    assert (tmp_path / "keys" / "operator.key").stat().st_mode & 0o077 == 0


def test_keyed_hashes_are_16_bytes_and_depend_on_the_purpose():
    assert len(sealed.keyed_hash("a", "code")) == 16
    assert sealed.keyed_hash("a", "code") == sealed.keyed_hash("a", "code")
    assert sealed.keyed_hash("a", "code") != sealed.keyed_hash("a", "invitation")
