"""What must be right about completing a module and about what comes first, before it is released."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from courses.block_checks import Check, stop
from courses.editions.building import BuiltEdition
from courses.editions.completing import asks_nothing, circle, route_of
from courses.editions.structure import is_strong
from courses.models import Module, ModuleEdition, Programme

# Addresses that stand where a step's would: /learn/<module>/start/ (courses/urls.py; a test holds the two together).
TAKEN = {"start", "newer", "must-read", "print"}


def finishing_checks(module: Module, built: BuiltEdition) -> Iterator[Check]:
    """Rules of completing, modules that come first, other routes, and addresses that are taken."""
    facts = built.content["module"]
    if asks_nothing(facts["completion"]):
        yield stop(_("Say what completing this module takes: reading, questions, tests or stories."))
    yield from _needs(module, facts.get("prerequisites", []))
    yield from _routes(built.content["steps"])
    for step in built.content["steps"]:
        if step["slug"] in TAKEN:
            yield stop(_("The address “%(slug)s” of a step is taken. Change its slug.") % {"slug": step["slug"]})


def _needs(module: Module, needs: list[str]) -> Iterator[Check]:
    """Only modules of the same programme, and none that needs this one, be it by a detour: then nobody could begin."""
    if not needs:
        return
    programme = module.get_parent().specific
    others = [row.needs for row in module.needs.select_related("needs")]
    if not isinstance(programme, Programme) or any(other.get_parent().pk != programme.pk for other in others):
        yield stop(_("A module that comes first has to be of the same programme."))
        return
    taught = ModuleEdition.objects.taught().light().filter(programme_key=programme.programme_key)
    graph = {str(edition.module_key): edition.outline.get("prerequisites", []) for edition in taught}
    found = circle({**graph, str(module.module_key): needs})
    if str(module.module_key) in found:
        titles = {str(edition.module_key): edition.title for edition in taught} | {str(module.module_key): module.title}
        names = ", ".join(titles.get(key, key) for key in found)
        yield stop(_("These modules wait for each other, so nobody could begin: %(names)s.") % {"names": names})


def _routes(steps: list[Mapping[str, Any]]) -> Iterator[Check]:
    """The step that shows the same stands in this module and has no strong note itself: it would be no way round."""
    strong = {step["key"] for step in steps if is_strong(step)}
    keys = {step["key"] for step in steps}
    for step in steps:
        route = next((route_of(block["value"]) for block in step["blocks"] if block["type"] == "note"), "")
        if route and (route not in keys or route == step["key"]):
            yield stop(_("“%(title)s” names a step that is not in this module.") % {"title": step["title"]})
        elif route in strong:
            yield stop(_("The other way round “%(title)s” has a strong note itself.") % {"title": step["title"]})
