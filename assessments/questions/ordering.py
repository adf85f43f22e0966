"""Lines to bring into order. {"options": [...], "key": [ids in order], "rule": a rule of assessments.questions.orders}

People write a number beside each line, or move a line up or down; nothing is dragged.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Problem, Raw, Response, Row, Unclear
from assessments.questions.orders import RULES
from assessments.questions.words import say as _

# Beyond so many lines there is little left of the question, and nobody is held to it.
MOST_TAKEN_BACK = 6


class Ordering(Kind):
    name = "ordering"
    fields = frozenset({"options", "key", "rule"})

    def problems(self, definition: Definition) -> list[Problem]:
        found = [*checks.options_problems(definition), *checks.key_list_problems(definition, "key")]
        found += checks.rule_problems(definition, tuple(RULES))
        if not any(problem.is_structural for problem in found) and len(definition["key"]) != len(definition["options"]):
            found.append(Problem("key", _("Name every line once, in the right order.")))
        return found

    def read(self, definition: Definition, raw: Raw) -> Response:
        ids = list(choices.by_id(definition))
        typed = {name: first(raw, f"place-{name}") for name in ids}
        move = first(raw, "move")
        if move:
            return {"order": moved(shown_order(raw, ids, typed), move)}
        return {"order": by_number(typed)} if any(typed.values()) else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        given = list(response["order"]) if response else []
        right = list(definition["key"])
        in_place = [mine for mine, key in zip(given, right, strict=False) if mine == key]
        return Mark(
            points=best(definition, given, voided),
            notes=choices.notes(definition, given, in_place),
            better=() if given == right else choices.notes(definition, right, right),
        )

    def key(self, definition: Definition) -> str:
        return numbered(definition, definition["key"])

    def summary(self, definition: Definition, response: Response) -> str:
        return numbered(definition, response["order"]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        given = list(response["order"]) if response else []
        lines = choices.arranged(definition, given or order)
        places = {name: str(number) for number, name in enumerate(given, start=1)}
        if typed is not None:
            places = {line["id"]: first(typed, f"place-{line['id']}") for line in lines}
        shown = tuple(Row(line["id"], line["text"], place=places.get(line["id"], "")) for line in lines)
        sent = tuple((f"place-{row.id}", row.place) for row in shown if row.place)
        return Form(self.name, definition["stem"], shown, choose=len(shown), sent=sent)

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        """Never the right order by chance: that would be an answer given away."""
        ids = super().shuffle(definition, dice)
        return ids if ids != list(definition["key"]) else [*ids[1:], ids[0]]


def first(raw: Raw, field: str) -> str:
    values = raw.get(field) or [""]
    return values[0].strip().rstrip(".")


def by_number(typed: dict[str, str]) -> list[str]:
    """The ids by the numbers beside them: 1 to n, each once."""
    wanted = [str(number) for number in range(1, len(typed) + 1)]
    if sorted(typed.values()) != sorted(wanted):
        says = _("Give each line its own number, from 1 to {most}.")
        raise Unclear(says.format(most=len(typed)))
    return sorted(typed, key=lambda name: int(typed[name]))


def shown_order(raw: Raw, ids: Sequence[str], typed: dict[str, str]) -> list[str]:
    """The order that was on the screen when a move was pressed: numbers when complete, else as shown."""
    try:
        return by_number(typed)
    except Unclear:
        shown = list(raw.get("order", ()))
    if sorted(shown) != sorted(ids):
        raise Unclear(_("That answer does not belong to this question. Please choose again."))
    return shown


def moved(order: list[str], move: str) -> list[str]:
    """One line a place up or down; the first line stays first when it is moved up."""
    way, _colon, name = move.partition(":")
    if way not in ("up", "down") or name not in order:
        raise Unclear(_("That answer does not belong to this question. Please choose again."))
    here = order.index(name)
    there = min(max(here + (1 if way == "down" else -1), 0), len(order) - 1)
    changed = list(order)
    changed[here], changed[there] = changed[there], changed[here]
    return changed


def best(definition: Definition, given: Sequence[str], voided: frozenset[str]) -> Fraction:
    """The points with those of the voided lines left out that make it the most."""
    taken = [name for name in definition["key"] if name in voided]
    if len(taken) > MOST_TAKEN_BACK or len(definition["key"]) - len(taken) < 2:
        return WHOLE
    ways = [frozenset(some) for size in range(len(taken) + 1) for some in combinations(taken, size)]
    return max(earned(definition, given, way) for way in ways)


def earned(definition: Definition, given: Sequence[str], without: frozenset[str]) -> Fraction:
    right = [name for name in definition["key"] if name not in without]
    mine = [name for name in given if name not in without]
    return RULES[definition["rule"]](right, mine) if mine else NOTHING


def numbered(definition: Definition, names: Sequence[str]) -> str:
    lines = choices.by_id(definition)
    return " ".join(f"{number}. {lines[name]['text']}" for number, name in enumerate(names, start=1))
