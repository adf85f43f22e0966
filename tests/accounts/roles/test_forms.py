"""Privilege raised by editing a form: fields that a form does not have change nothing, on any page of people and of managers."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Relation, RoleGrant, User
from lms.core import clock
from tests.factories.accounts import OrganisationFactory, UserFactory, with_role
from tests.factories.courses import cohort, place

pytestmark = [pytest.mark.django_db]

EXTRA = {
    "is_staff": "1", "is_superuser": "on", "is_active": "1", "groups": "1", "user_permissions": "1", "roles": "admin", "given_by": "1",
    "grant": "1", "person_id": "1", "user": "1", "used_by": "1", "sent_by": "1", "by_id": "1", "of_id": "1", "said_by": "1",
    "scope_kind": "",
    "scope_key": "", "until_on": "2999-01-01", "ended_at": "", "merged_into": "1", "sign_in_number": "7K4Q92XD3", "checked_by": "1",
}  # fmt: skip
# What these forms do have; everything else in EXTRA is a stranger to them.
TYPED = {
    "called": "Ada", "password": "four words of mine", "code": "7K4Q-92XD-3MTA", "role": "admin", "scope": "", "kind": "supervises",
    "reason": "x", "sure": "on", "name": "House", "country": "GB", "method": "in_person", "outcome": "confirmed", "confirmed": "1",
}  # fmt: skip


def addresses(resolver=None, prefix="/", app=""):
    """Every address of accounts, of courses under /manage/ and of desk under /manage/, as (name, kwargs, path pattern)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.app_name in ("accounts", "courses", "desk") or app:
                yield from addresses(pattern, here, pattern.app_name or app)
        elif isinstance(pattern, URLPattern) and app and (app == "accounts" or here.startswith("/manage/")):
            yield here


def filled(pattern: str, ref: str) -> str:
    import re

    return re.sub(r"<int:\w+>", "1", re.sub(r"<[^>]+>", ref, pattern))


@pytest.mark.parametrize("role", ["", "manager", "organisation"])
def test_no_form_raises_anybody(client, role):
    org = OrganisationFactory()
    more = {"scope_kind": "organisation", "scope_key": org.public_id} if role == "organisation" else {}
    me = with_role(role, "Eve", email="eve@example.org", **more) if role else UserFactory(called="Eve", email="eve@example.org")
    ada, group = UserFactory(called="Ada"), cohort()
    place(ada, group)
    before = set(RoleGrant.objects.values_list("person", "role", "scope_kind", "scope_key", "until_on", "ended_at"))
    today = {f"from_on_{part}": getattr(clock.today(), part) for part in ("day", "month", "year")}
    tried = 0
    for pattern in sorted(set(addresses())):
        if pattern.startswith(("/pause", "/leave", "/session")):  # they end the visit, and have forms of their own
            continue
        for ref in {ada.public_id, group.public_id, me.public_id, org.public_id} if "<" in pattern else {""}:
            client.force_login(me)
            people = {"person": me.email, "to": me.email, "by": me.email, "of": ada.public_id, "about": ada.public_id}
            answer = client.post(filled(pattern, ref), {**EXTRA, **TYPED, **today, **people})
            assert answer.status_code < 500, (pattern, answer.status_code)
            tried += 1
    assert tried > 60
    assert set(RoleGrant.objects.values_list("person", "role", "scope_kind", "scope_key", "until_on", "ended_at")) == before
    assert not User.objects.filter(is_staff=True).exists()
    assert not User.objects.filter(is_superuser=True).exists()
    assert not Relation.objects.filter(kind="supervises").exists()
    for person in (me, ada):
        person.refresh_from_db()
        assert (person.merged_into_id, person.sign_in_number, person.groups.exclude(name="Course editors").count()) == (None, None, 0)
