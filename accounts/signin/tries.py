"""How often a code may be tried from one address. Counters live in the cache under keyed hashes and end by themselves."""

from django.core.cache import cache

from lms.core.counting import count
from lms.core.sealed import keyed_hash

TRIES, WINDOW_SECONDS = 10, 600


def may_try(address: str, what: str) -> bool:
    """Whether one more wrong answer from this address is still looked at. Asking counts nothing."""
    return int(cache.get(_key(address, what), 0)) < TRIES


def note_wrong(address: str, what: str) -> None:
    """One more try that led nowhere."""
    count((_key(address, what), WINDOW_SECONDS))


def _key(address: str, what: str) -> str:
    return f"tries:{what}:{keyed_hash(address, 'accounts.tries').hex()}"
