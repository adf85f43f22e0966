"""A story with choices that lead on. {"start": node id, "nodes": [{"id", "text", "choices": [{"id", "text", "worth", "to"}]}]}

Points: the sum of what the choices on the way are worth. Whoever took a choice that was taken back, or stopped where none is left, has
the best that could have been had from there. A page sends the way so far with the next choice, so nothing needs a script.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from assessments.questions import choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Problem, Raw, Response, Row
from assessments.questions.scenario_checks import scenario_problems
from assessments.questions.worth import between, worth_of

Node = Mapping[str, Any]
WAY = "path"


@dataclass(frozen=True)
class Told:
    """One part of the story so far: what was told, and what was chosen then."""

    text: str
    chosen: str


class Scenario(Kind):
    name = "scenario"
    fields = frozenset({"start", "nodes"})

    def problems(self, definition: Definition) -> list[Problem]:
        return list(scenario_problems(definition))

    def read(self, definition: Definition, raw: Raw) -> Response:
        way = [value for value in raw.get(WAY, ()) if value]
        move = (raw.get("move") or [""])[0]
        if move == "restart":
            way = []
        elif move == "back":
            way = way[:-1]
        else:
            way += [value for value in raw.get(choices.FIELD, ()) if value][:1]
        if len(list(steps(definition, way))) < len(way):
            raise choices.not_here()
        return {"path": way} if way else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        way = response["path"] if response else []
        taken = list(steps(definition, way))
        notes = tuple(choices.note(line, fits=keeps_the_best(definition, node, line) or line["id"] in voided) for node, line in taken)
        missed = [(node, line) for node, line in taken if not keeps_the_best(definition, node, line) and line["id"] not in voided]
        better = tuple(choices.note(best_line(definition, node), fits=True) for node, _line in missed)
        return Mark(between(earned(definition, way, voided)), notes, better)

    def key(self, definition: Definition) -> str:
        return " → ".join(line["text"] for line in best_way(definition))

    def summary(self, definition: Definition, response: Response) -> str:
        return " → ".join(line["text"] for _node, line in steps(definition, response["path"])) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        way = list(response["path"]) if response else [value for value in (typed or {}).get(WAY, ()) if value]
        taken = list(steps(definition, way))
        node = nodes_of(definition)[taken[-1][1]["to"] if taken else definition["start"]]
        more = {"told": [Told(told["text"], line["text"]) for told, line in taken], "text": node["text"], "is_over": not node["choices"]}
        sent = tuple((WAY, line["id"]) for _node, line in taken)
        return Form(
            self.name, definition["stem"], tuple(Row(line["id"], line["text"]) for line in arranged(node, order)), sent=sent, more=more
        )

    def is_finished(self, definition: Definition, response: Response) -> bool:
        taken = list(steps(definition, response["path"])) if response else []
        return bool(taken) and not nodes_of(definition)[taken[-1][1]["to"]]["choices"]

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        ids = [line["id"] for node in definition["nodes"] for line in node["choices"]]
        dice.shuffle(ids)
        return ids

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return [(line["id"], line["text"]) for node in definition["nodes"] for line in node["choices"]]


def nodes_of(definition: Definition) -> dict[str, Node]:
    return {node["id"]: node for node in definition["nodes"]}


def arranged(node: Node, order: Sequence[str]) -> list[Mapping[str, Any]]:
    return choices.arranged(node, order, "choices")


def steps(definition: Definition, way: Sequence[str]) -> Iterator[tuple[Node, Mapping[str, Any]]]:
    """Each node on the way with the choice that was taken there, as far as the way can be walked."""
    nodes, here = nodes_of(definition), definition["start"]
    for name in way:
        line = next((line for line in nodes[here]["choices"] if line["id"] == name), None)
        if line is None:
            return
        yield nodes[here], line
        here = line["to"]


def best_from(definition: Definition) -> dict[str, Fraction]:
    """The most that can still be earned from each node on."""
    nodes = nodes_of(definition)
    found: dict[str, Fraction] = {}

    def best(name: str) -> Fraction:
        if name not in found:
            ways = [worth_of(line["worth"]) + best(line["to"]) for line in nodes[name]["choices"]]
            found[name] = max(ways, default=NOTHING)
        return found[name]

    for name in nodes:
        best(name)
    return found


def best_line(definition: Definition, node: Node) -> Mapping[str, Any]:
    best = best_from(definition)
    return max(node["choices"], key=lambda line: worth_of(line["worth"]) + best[line["to"]])


def keeps_the_best(definition: Definition, node: Node, line: Mapping[str, Any]) -> bool:
    best = best_from(definition)
    return worth_of(line["worth"]) + best[line["to"]] == best[node["id"]]


def best_way(definition: Definition) -> Iterator[Mapping[str, Any]]:
    nodes = nodes_of(definition)
    node = nodes[definition["start"]]
    while node["choices"]:
        line = best_line(definition, node)
        yield line
        node = nodes[line["to"]]


def earned(definition: Definition, way: Sequence[str], voided: frozenset[str]) -> Fraction:
    """Of the places on the way at which something was taken back, the one counts from which most could have been had."""
    best, nodes = best_from(definition), nodes_of(definition)
    total, here, could = NOTHING, definition["start"], []
    for node, line in steps(definition, way):
        if line["id"] in voided:
            could.append(total + best[node["id"]])
        total, here = total + worth_of(line["worth"]), line["to"]
    left = nodes[here]["choices"]
    if left and all(line["id"] in voided for line in left):
        could.append(WHOLE if not way else total + best[here])
    return max([total, *could])
