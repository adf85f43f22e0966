"""Copying facts onto an entry."""

from dataclasses import fields

from logbook.facts import Facts
from logbook.models import Entry


def write_facts(entry: Entry, facts: Facts) -> None:
    """Set what the entry says; the caller saves it."""
    for field in fields(Facts):
        setattr(entry, field.name, getattr(facts, field.name))
    entry.topics = sorted(facts.topics)
