"""Breaks and adjustments."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
