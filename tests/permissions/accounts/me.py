"""One's own details."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
