"""Two records of one person."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
