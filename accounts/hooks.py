"""What this app asks the apps above it, which it may not import: what a scope is called, and whom a manager looks after."""

from collections.abc import Callable

from django.db.models import Q

from accounts.models import Organisation, User

# () -> [(key, title)] of one kind of scope, in the order in which to offer them
ScopeTitles = Callable[[], list[tuple[str, str]]]
# (manager) -> which people (of User) they look after today
Reach = Callable[[User], Q]

_scopes: dict[str, ScopeTitles] = {}
_reaches: list[Reach] = []


def name_scope(kind: str, titles: ScopeTitles) -> None:
    """Register what the scopes of one kind ("cohort") are called. Registering again replaces."""
    _scopes[kind] = titles


def scope_titles() -> dict[str, list[tuple[str, str]]]:
    """Every scope that a role may be given for, by kind: [(key, title)]."""
    return {kind: titles() for kind, titles in sorted(_scopes.items())}


def extend_reach(reach: Reach) -> Reach:
    """Register who looks after whom. Registering twice changes nothing."""
    if reach not in _reaches:
        _reaches.append(reach)
    return reach


def reach_of(manager: User) -> Q:
    """The people (a condition on User) whom this manager looks after today; nobody when no app says otherwise."""
    found = Q(pk__in=[])
    for reach in _reaches:
        found |= reach(manager)
    return found


def _organisations() -> list[tuple[str, str]]:
    return list(Organisation.objects.filter(is_active=True).order_by("name").values_list("public_id", "name"))


name_scope("organisation", _organisations)
