"""A new operator key in the place of the old one, and everything that was sealed with the old one sealed again.

Every app seals its own rows again (verb `reseal` of lms.core.registry). The old key stays beside as `operator.key.previous` until a whole
pass finds nothing under it and no request that began before the new key can still write: killed anywhere, a second run goes on.
"""

import fcntl
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from .errors import Refused
from .registry import contributions
from .sealed import KEY_BYTES, OPERATOR, PREVIOUS, key_file, operator_key, previous_operator_key

# A request that read a row before the new key stood may write it back under the old one for this long.
SETTLED = timedelta(minutes=10)
PASSES = 5


@contextmanager
def alone() -> Iterator[None]:
    """One rotation at a time on this keys folder. Raises Refused for a second one."""
    operator_key()
    with key_file("rotation.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused("Another rotation is running.") from error
        yield


def begin() -> bool:
    """Put the present key beside and a new one in its place. Returns whether it did: a rotation that is on keeps its new key."""
    current = operator_key()
    before = previous_operator_key()
    if before is not None and before != current:
        return False
    if before is None:
        os.link(key_file(OPERATOR), key_file(PREVIOUS))
    _replace()
    return True


def _replace() -> None:
    """In one step, and on the disk for good before any row depends on it."""
    draft = key_file(f"operator.{secrets.token_hex(8)}.new")
    draft.touch(mode=0o600)
    with draft.open("w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(key_file(OPERATOR))
    folder = os.open(draft.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def reseal() -> Iterator[tuple[str, str]]:
    """One pass over everything: (name, "new" | "same" | "lost") of each row once it stands; "lost" opens with neither key."""
    for name, contribution in contributions("reseal"):
        for fate in contribution():
            yield name, fate


def reseal_all() -> Counter[tuple[str, str]]:
    """Pass after pass until one finds nothing to do: what was written meanwhile is sealed again too. Returns how often what."""
    done: Counter[tuple[str, str]] = Counter()
    for _turn in range(PASSES):
        one = Counter(reseal())
        done.update({key: count for key, count in one.items() if key[1] == "new"})
        if not any(fate == "new" for _name, fate in one):
            return done + Counter({key: count for key, count in one.items() if key[1] == "lost"})
    raise Refused("Rows are still being written under the old key. Is every process of this release?")


def finish(now: datetime, *, is_stopped: bool = False) -> bool:
    """Take the old key away, once nothing can be written under it any more (`is_stopped`: nothing runs). Returns whether it is gone."""
    old = key_file(PREVIOUS)
    young = now.timestamp() - key_file(OPERATOR).stat().st_mtime < SETTLED.total_seconds()
    if old.exists() and young and not is_stopped:
        return False
    old.unlink(missing_ok=True)
    return True
