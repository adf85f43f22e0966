"""People for tests. One cast: Ada (trainee), Bo (assessor), Cy (supervisor), Di (board), Ed (editor), Flo (employer), Gus (manager)."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from accounts.models import Organisation, Relation, RoleGrant, User
from accounts.services.cms_groups import sync_cms_groups
from lms.core import clock


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
    from_on = factory.LazyFunction(lambda: clock.today())  # the clock of the test, where a test sets one


class RelationFactory(DjangoModelFactory):
    class Meta:
        model = Relation

    kind = "supervises"
    from_on = factory.LazyFunction(lambda: clock.today())
    by = factory.SubFactory(UserFactory)
    of = factory.SubFactory(UserFactory)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Partner {n}")


PROGRAMME_KEY = "11111111-1111-4111-8111-111111111111"  # tests.factories.courses.PROGRAMME
GRANT = {"scope_kind", "scope_key", "from_on", "until_on"}


def with_role(role: str, called: str, **fields) -> User:
    """Somebody with one role, from today and everywhere unless `scope_kind`, `scope_key`, `from_on` or `until_on` say otherwise.

    A facilitator: of the cohorts of one programme.
    """
    if role == "inspector":
        fields.setdefault("until_on", clock.today() + timedelta(days=14))
    if role == "facilitator" and "scope_kind" not in fields:
        fields |= {"scope_kind": "programme", "scope_key": PROGRAMME_KEY}
    person = UserFactory(called=called, **{name: value for name, value in fields.items() if name not in GRANT})
    RoleGrantFactory(person=person, role=role, **{name: value for name, value in fields.items() if name in GRANT})
    if role in {"editor", "admin"}:
        sync_cms_groups(person)
    return person
