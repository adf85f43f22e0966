"""Signing in is open to everybody."""

from tests.permissions.matrix import EVERYBODY, SIGNED_IN, Entry

ENTRIES = [
    Entry("accounts:sign_in", EVERYBODY),
    # Everybody signed in; who owes nothing is sent on to /start/.
    Entry("accounts:second_lock", SIGNED_IN, also_ok=frozenset({302})),
]
