"""Roles, ties, organisations and checks of identity: administrators keep them; managers the ties of those whom they look after."""

from accounts.models import RoleGrant
from tests.factories.accounts import OrganisationFactory, RelationFactory, RoleGrantFactory, UserFactory
from tests.factories.courses import cohort, place
from tests.permissions.matrix import SIGNED_IN, Entry

ADMIN, KEEPERS = {"admin"}, {"admin", "manager"}


def role(world):
    return {"public_id": RoleGrantFactory(person=world.owner, role="supervisor").public_id}


def owner(world):
    RoleGrantFactory(person=world.owner, role="supervisor")
    return {"public_id": world.owner.public_id}


def learner(world):
    place(world.owner, cohort("The canary cohort"))
    return {"public_id": world.owner.public_id}


def tie(world):
    learner(world)
    return {"public_id": RelationFactory(kind="manages", by=UserFactory(called="Canary"), of=world.owner).public_id}


def conflict(world):
    RoleGrant.objects.create(person=world.owner, role="assessor")
    return {"public_id": RelationFactory(kind="conflict", by=world.owner, of=UserFactory(called="Canary")).public_id}


def organisation(world):
    return {"public_id": OrganisationFactory(name="Canary house").public_id}


ENTRIES = [
    Entry("accounts:roles", ADMIN),
    Entry("accounts:role_new", ADMIN),
    Entry("accounts:roles_of", ADMIN, owner),
    Entry("accounts:role_end", ADMIN, role),
    Entry("accounts:role_hand_over", ADMIN, role),
    Entry("accounts:ties", KEEPERS),
    Entry("accounts:tie_new", KEEPERS),
    Entry("accounts:tie_end", KEEPERS, tie),
    Entry("accounts:my_ties", SIGNED_IN),
    Entry("accounts:my_tie_end", {"owner"}, conflict),
    Entry("accounts:organisations", ADMIN),
    Entry("accounts:organisation_new", ADMIN),
    Entry("accounts:organisation", ADMIN, organisation),
    Entry("accounts:organisation_close", ADMIN, organisation),
    Entry("accounts:identity_new", KEEPERS, learner),
]
