"""Two records of Ada, and the officer who joins them."""

from accounts.models import Merge, User
from accounts.services import merge
from tests.factories.accounts import UserFactory, with_role


def two_adas() -> tuple[User, User]:
    return UserFactory(called="Ada", email="ada@example.org"), UserFactory(called="Ada Again", email="second@example.org")


def joined(kept: User, second: User, by: User | None = None, **more) -> Merge:
    """Join them, and give both objects what stands in the database now."""
    made = merge(kept=kept, joined=second, by=by or with_role("privacy", "Pia"), reason="two_invitations", **more)
    fresh(kept, second)
    return made


def fresh(*people: User) -> None:
    for person in people:
        person.refresh_from_db()
        for name in ("_selves", "_grants"):
            person.__dict__.pop(name, None)
