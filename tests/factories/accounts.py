"""People for tests. One cast: Ada (trainee), Bo (assessor), Cy (supervisor), Di (board), Ed (editor), Flo (employer), Gus (manager)."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Relation, RoleGrant, User
from accounts.services.cms_groups import sync_cms_groups


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    called = factory.Sequence(lambda n: f"Person {n}")


class RoleGrantFactory(DjangoModelFactory):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(UserFactory)
    role = "assessor"


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = Relation

    kind = "supervises"
    by = factory.SubFactory(UserFactory)
    of = factory.SubFactory(UserFactory)


def with_role(role: str, called: str, **fields) -> User:
    """Somebody with one role everywhere, from today."""
    person = UserFactory(called=called, **fields)
    RoleGrantFactory(person=person, role=role)
    if role in {"editor", "admin"}:
        sync_cms_groups(person)
    return person
