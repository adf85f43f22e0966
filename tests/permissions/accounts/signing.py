"""Signing in is open to everybody."""

from tests.permissions.matrix import EVERYBODY, Entry

ENTRIES = [
    Entry("accounts:sign_in", EVERYBODY),
]
