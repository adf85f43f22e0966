"""What one is told."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
