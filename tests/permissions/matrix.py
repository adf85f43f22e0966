"""Who may open which address. An address that no entry names fails the tests: deny by default.

One module for each app fills `ENTRIES`. `former` had every role until yesterday and supervised Ada long ago:
ended roles and ties open nothing. Roles are those of `ROLES`; what a role may not open must answer 404 (or lead to the sign-in
page for somebody who is not signed in). An entry says who is let in with GET; `posts_only` addresses answer 405 to a GET from anybody
who is let in.

    Entry("courses:learn", who={"trainee", ...})
    Entry("courses:step", who={"owner"}, kwargs=make)      # `make(world)` returns the address of a record of Ada's; `owner` is Ada

`make(world)` is called with the world below once it is filled; it creates, through factories, a record that belongs to `world.owner`
and returns its kwargs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

EVERYBODY = "everybody"  # also without signing in
SIGNED_IN = "signed in"
ROLES = (
    "stranger",
    "outsider",
    "owner",
    "assessor",
    "supervisor",
    "manager",
    "board",
    "editor",
    "admin",
    "quality",
    "safeguarding",
    "privacy",
    "inspector",
    "organisation",
    "facilitator",
    "former",
)


@dataclass(frozen=True)
class Entry:
    """One address (by its URL name) and who is let in."""

    name: str
    who: frozenset[str] | set[str] | str
    make: Callable[[Any], dict[str, Any]] | None = None
    posts_only: bool = False
    # Third-party prefixes have one entry each; `path` is then an address below it.
    path: str = ""
    note: str = ""
    also_ok: frozenset[int] = field(default_factory=frozenset)

    def lets_in(self, role: str) -> bool:
        if self.who == EVERYBODY:
            return True
        if self.who == SIGNED_IN:
            return role != "stranger"
        return role in self.who
