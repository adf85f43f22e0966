"""How often one may ask: per address and per number or code, never one gate for all (decisions.md 22).

Counters live in the cache only, under keyed hashes, and end by themselves; none stands beside another, so nothing here
says who asked about whom. Numbers that exist and numbers that do not are counted alike.
"""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from lms.core.counting import count
from lms.core.sealed import keyed_hash

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
PER_ADDRESS = ((30, MINUTE), (300, DAY))
# Guessing a name for a known number: five answers an hour that confirm nothing, then one question a minute.
UNCONFIRMED, SLOW = 5, MINUTE


def may_ask(request: HttpRequest, asked: str) -> bool:
    """Whether this question is answered now. Counts it."""
    address = _mark("address", address_of(request))
    counts = count(*((f"{address}:{seconds}", seconds) for _most, seconds in PER_ADDRESS))
    is_within = all(found <= most for found, (most, _seconds) in zip(counts, PER_ADDRESS, strict=True))
    return is_within and _subject_is_free(_mark("asked", asked))


def note_unconfirmed(asked: str) -> None:
    """One more question about this number or code that was not confirmed."""
    count((f"{_mark('asked', asked)}:unconfirmed", HOUR))


def _subject_is_free(subject: str) -> bool:
    if int(cache.get(f"{subject}:unconfirmed", 0)) < UNCONFIRMED:
        return True
    return bool(cache.add(f"{subject}:slow", 1, SLOW))


def _mark(kind: str, text: str) -> str:
    return f"check:{keyed_hash(text, f'certificates.throttle.{kind}').hex()}"


def address_of(request: HttpRequest) -> str:
    """The caller's address as the sign-in sees it (behind a proxy: ALLAUTH_TRUSTED_PROXY_COUNT); of IPv6 the /64, which is
    what one household or office gets. Nothing readable is one address of its own.
    """
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return "unknown"
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
