"""A question that only the apps above can answer: who belongs to a cohort, a programme, an organisation."""

from collections.abc import Callable, Iterable

PeopleIn = Callable[[Iterable[str]], Iterable[int]]
_people_in: dict[str, PeopleIn] = {}


def know_people_in(kind: str, resolver: PeopleIn) -> None:
    """Register who knows the people of one kind of scope ("cohort"): keys -> row ids. Registering again replaces."""
    _people_in[kind] = resolver


def people_in(kind: str, keys: Iterable[str]) -> set[int]:
    """The people of these scopes; nobody when no app knows the kind: a scope that nobody can read opens nothing."""
    resolver = _people_in.get(kind)
    wanted = list(keys)
    return set(resolver(wanted)) if resolver and wanted else set()
