"""Screens that cross all apps."""

from .matrix import EVERYBODY, SIGNED_IN, Entry

ENTRIES = [
    Entry("desk:start", SIGNED_IN),
    Entry("desk:home", SIGNED_IN),
    Entry("desk:manage", {"manager"}),
    Entry("desk:live", EVERYBODY),
    Entry("desk:ready", EVERYBODY),
]
