"""How long a session lasts without anything happening (ux.md 3.5). Rules over plain values; the middleware keeps the clock.

own device        14 days, counted anew from each use
shared device     30 minutes, and gone with the browser
anybody with a role   60 minutes (30 on a shared device)
"""

from dataclasses import dataclass
from typing import Any

MINUTE = 60
OWN, SHARED, STAFF = 14 * 24 * 60 * MINUTE, 30 * MINUTE, 60 * MINUTE
WARN = 5 * MINUTE
WRITE_EVERY = MINUTE  # the moment of last use is written at most this often: the limit may be shorter by as much, never longer


@dataclass(frozen=True)
class Life:
    """What a session knows about its own end. `seen` is when something last happened, in seconds since 1970."""

    is_own: bool = False
    is_staff: bool = False
    seen: float = 0.0

    @property
    def limit(self) -> int:
        """Seconds without anything after which it ends."""
        usual = OWN if self.is_own else SHARED
        return min(usual, STAFF) if self.is_staff else usual

    def left(self, now: float) -> int:
        """Seconds until it ends; 0 or less when it has. A clock that was set back ends it: nobody can say how long it was."""
        idle = now - self.seen
        return int(self.limit - idle) if idle >= -MINUTE else 0

    def is_due(self, now: float) -> bool:
        """Whether the moment of last use should be written again."""
        return now - self.seen >= WRITE_EVERY

    @property
    def cookie_age(self) -> int:
        """Seconds for the cookie; 0 is until the browser closes."""
        return self.limit if self.is_own else 0

    def write(self) -> dict[str, Any]:
        return {"own": self.is_own, "staff": self.is_staff, "seen": self.seen}

    @classmethod
    def read(cls, held: Any) -> "Life | None":
        """From the session; None when it holds nothing that can be read."""
        try:
            return cls(bool(held["own"]), bool(held["staff"]), float(held["seen"]))
        except (KeyError, TypeError, ValueError):
            return None
