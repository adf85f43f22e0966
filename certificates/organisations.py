"""What a partner organisation sees of itself. Nobody who learns or works here is looked up: certificates are checked like anybody does."""

from dataclasses import dataclass

from accounts.models import Organisation, RoleGrant, User
from accounts.queries import scopes_of


@dataclass(frozen=True)
class Partner:
    """One organisation and who acts for it here, by what they are called."""

    organisation: Organisation
    team: list[str]


def partners_of(person: User) -> list[Partner]:
    """The organisations for which this person acts today, by name; two queries."""
    _everywhere, keys = scopes_of(person, "organisation", "organisation")
    found = list(Organisation.objects.filter(public_id__in=keys, is_active=True).order_by("name"))
    grants = RoleGrant.objects.in_force().filter(
        role="organisation", scope_kind="organisation", scope_key__in=[each.public_id for each in found], person__is_active=True
    )
    team: dict[str, list[str]] = {}
    for key, called in grants.order_by("person__called").values_list("scope_key", "person__called"):
        team.setdefault(key, []).append(called)
    return [Partner(each, team.get(each.public_id, [])) for each in found]
