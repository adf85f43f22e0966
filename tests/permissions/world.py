"""The people of the permission matrix, with one of everything that could leak."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from lms.core import clock
from tests.factories.accounts import OrganisationFactory, RelationFactory, RoleGrantFactory, UserFactory, with_role


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
    quality: User
    safeguarding: User
    privacy: User
    inspector: User
    organisation: User
    facilitator: User
    former: User

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
        quality=with_role("quality", "Quin"),
        safeguarding=with_role("safeguarding", "Sam"),
        privacy=with_role("privacy", "Pia"),
        inspector=with_role("inspector", "Ines", until_on=clock.today() + timedelta(days=14)),
        organisation=with_role("organisation", "Flo", scope_kind="organisation", scope_key=OrganisationFactory().public_id),
        facilitator=with_role("facilitator", "Fay"),
        former=_former(ada),
    )


def _former(ada: User) -> User:
    """Somebody whose roles ended yesterday, and whose tie to Ada ended so long ago that its history is closed too (ux.md 2.5)."""
    person = UserFactory(called="Rex")
    began, ended = clock.today() - timedelta(days=900), clock.today() - timedelta(days=1)
    for role in ("assessor", "supervisor", "manager", "board", "quality", "safeguarding", "privacy", "inspector"):
        since = began if role != "inspector" else ended - timedelta(days=30)
        RoleGrantFactory(person=person, role=role, from_on=since, until_on=ended)
    RelationFactory(kind="supervises", by=person, of=ada, from_on=began, until_on=ended - timedelta(days=400))
    return person
