"""What one may know and decide about one's own record."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
