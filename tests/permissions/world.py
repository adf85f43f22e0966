"""The people of the permission matrix, with one of everything that could leak."""

from dataclasses import dataclass

from accounts.models import User
from tests.factories.accounts import RelationFactory, UserFactory, with_role


@dataclass
class World:
    """One person for each role. `owner` is Ada, whose records the entries make."""

    owner: User
    outsider: User
    assessor: User
    supervisor: User
    manager: User
    board: User
    editor: User
    admin: User

    def person(self, role: str) -> User | None:
        return None if role == "stranger" else getattr(self, role)


def make_world() -> World:
    ada = UserFactory(called="Ada Canary")
    cy = with_role("supervisor", "Cy")
    RelationFactory(kind="supervises", by=cy, of=ada)
    return World(
        owner=ada,
        outsider=UserFactory(called="Eve"),
        assessor=with_role("assessor", "Bo"),
        supervisor=cy,
        manager=with_role("manager", "Gus"),
        board=with_role("board", "Di"),
        editor=with_role("editor", "Ed"),
        admin=with_role("admin", "Ash"),
    )
