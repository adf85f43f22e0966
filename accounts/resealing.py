"""People's keys and second locks under a new operator key (lms.core.key_rotation)."""

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator

from accounts.models import PersonKey
from accounts.signin.adapter_mfa import CONTEXT, SEALED
from lms.core.registry import register
from lms.core.resealing import each_row, reseal_field
from lms.core.sealed import WRAPPED, CannotOpen, resealed


def reseal_keys() -> Iterator[str]:
    return each_row(PersonKey.objects.all(), lambda row: reseal_field(row, "wrapped", WRAPPED))


def _again(value: Any) -> Any:
    """A value of allauth's own data, with every sealed text in it under the new key."""
    if isinstance(value, dict):
        return {key: _again(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_again(one) for one in value]
    if not isinstance(value, str) or not value.startswith(SEALED):
        return value
    try:
        fresh = resealed(bytes.fromhex(value.removeprefix(SEALED)), CONTEXT)
    except ValueError as error:
        raise CannotOpen from error
    return value if fresh is None else SEALED + fresh.hex()


def _reseal_lock(row: Any) -> bool:
    fresh = _again(row.data)
    if fresh == row.data:
        return False
    Authenticator.objects.filter(pk=row.pk).update(data=fresh)
    return True


def reseal_locks() -> Iterator[str]:
    """Secrets of authenticator apps, and the seeds of spare codes."""
    return each_row(Authenticator.objects.all(), _reseal_lock)


register("reseal", "accounts.keys", reseal_keys)
register("reseal", "accounts.second_locks", reseal_locks)
