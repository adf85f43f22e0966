"""Screens that cross all apps."""

from .matrix import EVERYBODY, SIGNED_IN, Entry

ENTRIES = [
    Entry("desk:start", SIGNED_IN),
    Entry("desk:live", EVERYBODY),
    Entry("desk:ready", EVERYBODY),
]
