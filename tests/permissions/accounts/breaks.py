"""Breaks and adjustments: one's own."""

from tests.permissions.matrix import SIGNED_IN, Entry

ENTRIES = [
    Entry("accounts:pause", SIGNED_IN),
    Entry("accounts:pause_end", SIGNED_IN, posts_only=True),
    Entry("accounts:pause_back", SIGNED_IN),
]
