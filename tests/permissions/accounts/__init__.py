"""Addresses about people, one module for each room (accounts/urls/)."""

from . import breaks, joining, me, merging, messages, privacy, roles, signing
from .joining import token

__all__ = ["ENTRIES", "token"]

ENTRIES = [
    *signing.ENTRIES,
    *joining.ENTRIES,
    *me.ENTRIES,
    *breaks.ENTRIES,
    *messages.ENTRIES,
    *privacy.ENTRIES,
    *roles.ENTRIES,
    *merging.ENTRIES,
]
