"""What a scenario asks of its nodes: every way ends, every node is reached, and the best way earns the whole point."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import NOTHING, WHOLE, Definition, Problem
from assessments.questions.words import say as _
from assessments.questions.worth import worth_of, worth_problems

NODE_FIELDS = frozenset({"id", "text", "choices"})
CHOICE_FIELDS = frozenset({"id", "text", "feedback", "worth", "to"})
MOST_NODES, MOST_CHOICES = 40, 6
LONGEST_NODE = 1200


def scenario_problems(definition: Definition) -> Iterator[Problem]:
    found = list(checks.lines_problems(definition.get("nodes"), "nodes", 1, MOST_NODES))
    if not found:
        found += nodes_problems(definition["nodes"])
    if not found or not any(problem.is_structural for problem in found):
        found += way_problems(definition)
    yield from found


def nodes_problems(nodes: list[Mapping[str, Any]]) -> Iterator[Problem]:
    lists = [(f"nodes[{place}].choices", node.get("choices")) for place, node in enumerate(nodes)]
    yield from checks.ids_problems(("nodes", nodes), *lists)
    known = checks.known_ids({"nodes": nodes}, "nodes")
    for place, node in enumerate(nodes):
        path = f"nodes[{place}]"
        yield from checks.field_problems(node, NODE_FIELDS, path)
        yield from checks.words_problems(node.get("text"), f"{path}.text", LONGEST_NODE)
        found = list(checks.lines_problems(node.get("choices"), f"{path}.choices", 0, MOST_CHOICES))
        yield from found
        if not found:
            yield from choices_problems(node["choices"], f"{path}.choices", known)


def choices_problems(lines: list[Mapping[str, Any]], path: str, known: list[str]) -> Iterator[Problem]:
    for place, line in enumerate(lines):
        here = f"{path}[{place}]"
        yield from checks.option_problems(line, here, CHOICE_FIELDS, feedback=True)
        if "worth" not in line:
            yield from worth_problems(None, f"{here}.worth")
        if line.get("to") not in known:
            yield Problem(f"{here}.to", _("Name the id of the part of the story that comes next."))


def way_problems(definition: Definition) -> Iterator[Problem]:
    """Asked only of nodes that are sound by themselves."""
    nodes = {node["id"]: node for node in definition["nodes"]}
    start = definition.get("start")
    if not isinstance(start, str) or start not in nodes:
        yield Problem("start", _("Name the id of the part with which the story begins."))
        return
    if not nodes[start]["choices"]:
        yield Problem("start", _("The story begins with a choice."))
    best: dict[str, Fraction] = {}
    if has_circle(start, nodes, best, []):
        yield Problem("nodes", _("The story goes round in a circle. Every way must end."))
        return
    for place, node in enumerate(definition["nodes"]):
        if node["id"] not in best:
            yield Problem(f"nodes[{place}].id", _("No way leads here."))
    if best[start] != WHOLE:
        yield checks.editorial("nodes", _("The best way must earn exactly one point."))


def has_circle(name: str, nodes: Mapping[str, Any], best: dict[str, Fraction], way: list[str]) -> bool:
    """Whether some way from here comes back; fills `best` with what can be earned from each node. Nodes are few, so it may recurse."""
    if name in way:
        return True
    if name not in best:
        if any(has_circle(line["to"], nodes, best, [*way, name]) for line in nodes[name]["choices"]):
            return True
        best[name] = max((worth_of(line["worth"]) + best[line["to"]] for line in nodes[name]["choices"]), default=NOTHING)
    return False
