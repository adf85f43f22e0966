"""Pages that anybody may open."""

from .matrix import EVERYBODY, Entry

ENTRIES = [
    Entry("core:front", EVERYBODY),
    Entry("core:support", EVERYBODY),
    Entry("core:support_in", EVERYBODY, make=lambda world: {"country": "ie"}),
    Entry("core:help", EVERYBODY),
    Entry("core:privacy", EVERYBODY),
    Entry("core:accessibility", EVERYBODY),
    Entry("core:display", EVERYBODY),
    Entry("core:leaving", EVERYBODY),
    Entry("core:breather", EVERYBODY),
]
