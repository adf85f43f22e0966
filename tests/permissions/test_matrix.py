"""Deny by default: every address has an entry, and who is not in it gets 404 (a stranger: the sign-in page)."""

import importlib

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .matrix import ROLES, Entry
from .world import make_world

APPS = ("core", "accounts", "desk", "demo", "assessments", "safeguarding", "courses", "logbook", "schemes", "certificates")
# Addresses of others' code have one entry for each prefix (decisions.md 42).
PREFIXES = {"cms/": {"editor", "admin"}, "accounts/": "everybody", "documents/": "everybody", "_util/": "everybody", "": "everybody"}


def entries() -> list[Entry]:
    return [entry for app in APPS for entry in importlib.import_module(f"tests.permissions.{app}").ENTRIES]


ENTRIES = entries()
OUR_NAMESPACES = set(APPS)


def own_names(resolver=None, namespace=""):
    """Every URL name of our own apps."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name in OUR_NAMESPACES or namespace:
                yield from own_names(pattern, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and namespace:
            yield f"{namespace}:{pattern.name}"


def unnamed_prefixes():
    """Prefixes at the top of the URL configuration that belong to others."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) or pattern.app_name not in OUR_NAMESPACES:
            yield str(pattern.pattern)


def test_every_address_of_ours_has_an_entry_and_every_entry_an_address():
    named = sorted(entry.name for entry in ENTRIES)
    assert sorted(set(own_names())) == named


def test_every_prefix_of_others_is_known():
    unknown = [prefix for prefix in unnamed_prefixes() if not any(prefix.startswith(known) for known in PREFIXES if known) and prefix != ""]
    assert unknown == []


def let_in(response, entry: Entry) -> bool:
    """Whether the answer is one that somebody gets who may be there (a redirect to the sign-in page is not)."""
    to_sign_in = response.status_code == 302 and response.url.startswith("/sign-in/")
    fine = {200, 301, 302, 303, 304, 503} | ({405} if entry.posts_only else set()) | set(entry.also_ok)
    return response.status_code in fine and not to_sign_in


@pytest.mark.django_db
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_only_those_in_the_entry_are_let_in(client, entry):
    world = make_world()
    kwargs = entry.make(world) if entry.make else {}
    address = reverse(entry.name, kwargs=kwargs)
    wrong = []
    for role in ROLES:
        person = world.person(role)
        client.logout()
        if person is not None:
            client.force_login(person)
        response = client.get(address)
        if let_in(response, entry) != entry.lets_in(role):
            wrong.append((role, response.status_code))
        elif not entry.lets_in(role) and role != "stranger" and response.status_code != 404:
            wrong.append((role, response.status_code, "should be 404"))
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_the_cms_is_for_editors_and_administrators(client, role):
    person = make_world().person(role)
    if person is not None:
        client.force_login(person)
    response = client.get("/cms/")
    assert (response.status_code == 200) is (role in PREFIXES["cms/"])
