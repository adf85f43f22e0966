"""What accounts contributes to the acts that cross all apps."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.keeping import keep
from accounts.letting_go import PARTS
from accounts.models import Consent, PersonKey, PreviousName, Relation, RoleGrant, User
from accounts.services import KeyDestroyed, person_key
from accounts.services.consents import end_expired_consents
from accounts.services.erase import finish_erasures
from lms.core.letting_go import erased, planned
from lms.core.reads import name_kind
from lms.core.registry import Problem, register
from lms.core.sealed import open_sealed

NAMES = ("called", "email", "certificate_name", "check_name", "sort_name", "pronouns", "language", "time_zone", "country")


def _previous_names(person: User) -> list[dict[str, str]]:
    try:
        key = person_key(person)
    except KeyDestroyed:
        return []
    rows = PreviousName.objects.filter(person=person).order_by("until")
    return [
        {"kind": row.kind, "name": open_sealed(key, bytes(row.sealed), f"previous {row.kind}"), "until": row.until.isoformat()}
        for row in rows
    ]


def export(person: User) -> dict[str, Any]:
    """Names now and before, roles, relations and consents, as JSON-able values. The other person of a relation is an id, not a name."""
    relations = Relation.objects.filter(Q(by=person) | Q(of=person)).values("kind", "by__public_id", "of__public_id", "from_on", "until_on")
    consents = Consent.objects.filter(person=person).values("text__purpose", "text__version", "given_at", "withdrawn_at")
    return {
        "person": {name: getattr(person, name) for name in NAMES}
        | {"public_id": person.public_id, "joined_at": person.joined_at.isoformat()},
        "previous_names": _previous_names(person),
        "roles": [
            _plain(row) for row in RoleGrant.objects.filter(person=person).values("role", "scope_kind", "scope_key", "from_on", "until_on")
        ],
        "relations": [_plain(row) for row in relations],
        "consents": [_plain(row) for row in consents],
    }


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def check() -> Iterator[Problem]:
    """Somebody who was erased holds no key, no way in and no words (invariant 2: what was taken back stays taken back)."""
    for person in User.objects.filter(erased_at__isnull=False, pk__in=PersonKey.objects.values("person")):
        yield Problem(2, f"person {person.public_id}", "was erased and still has a key")
    for person in User.objects.filter(erased_at__isnull=False).exclude(certificate_name="", check_name=""):
        yield Problem(2, f"person {person.public_id}", "was erased and still has a name")


register("export", "accounts", export)
register("erase", "accounts", erased(PARTS))
register("plan", "accounts", planned(PARTS))
register("keep", "accounts", keep)
register("nightly", "accounts.erasures", finish_erasures)
register("nightly", "accounts.consents", lambda on: end_expired_consents())
name_kind("accounts.reads", _("the list of who read your record"))
name_kind("accounts.user", _("your names and how to reach you"))
name_kind("accounts.merge", _("your two records, before they were put together"))
name_kind("accounts.copy", _("everything we hold about you, as a copy"))
register("check", "accounts", check)
