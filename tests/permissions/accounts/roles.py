"""Roles, relations, organisations, identity checks."""

from tests.permissions.matrix import Entry

ENTRIES: list[Entry] = []
