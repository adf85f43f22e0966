"""One line of several fits best. {"options": [...], "key": option id}; another line may be worth a part of the point."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Problem, Raw, Response
from assessments.questions.words import say as _
from assessments.questions.worth import between


class SingleChoice(Kind):
    name = "single_choice"
    fields = frozenset({"options", "key", "fixed"})

    def problems(self, definition: Definition) -> list[Problem]:
        return [
            *checks.options_problems(definition, frozenset({"worth"})),
            *key_problems(definition),
            *checks.flag_problems(definition, "fixed"),
        ]

    def read(self, definition: Definition, raw: Raw) -> Response:
        chosen = choices.one_in(raw, list(choices.by_id(definition)))
        return {"chosen": chosen} if chosen else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        chosen = [response["chosen"]] if response else []
        right = right_lines(definition)
        is_over = set(right) <= voided or bool(set(right) & set(chosen))
        better = () if is_over else (definition["key"],)
        return Mark(
            points=between(worth(definition, response, voided)),
            notes=choices.notes(definition, chosen, [*right, *voided]),
            better=choices.notes(definition, better, right),
        )

    def key(self, definition: Definition) -> str:
        return choices.texts(definition, right_lines(definition))

    def summary(self, definition: Definition, response: Response) -> str:
        return choices.texts(definition, [response["chosen"]]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        chosen = [response["chosen"]] if response else []
        return Form(self.name, definition["stem"], choices.rows(definition, order, chosen), sent=choices.sent(chosen))


def key_problems(definition: Definition) -> Iterator[Problem]:
    """The key names a line, and that line is worth the whole point."""
    key = definition.get("key")
    if key not in checks.known_ids(definition):
        yield Problem("key", _("Name the id of the one line that fits best."))
        return
    for place, option in enumerate(definition["options"]):
        if isinstance(option, Mapping) and option.get("id") == key and option.get("worth", "1") != "1":
            yield Problem(f"options[{place}].worth", _("The line that fits best is worth 1."))


def right_lines(definition: Definition) -> list[str]:
    """The key first, then other lines that are worth just as much."""
    others = [name for name in choices.by_id(definition) if choices.line_worth(definition, name) == WHOLE]
    return list(dict.fromkeys([definition["key"], *others]))


def worth(definition: Definition, response: Response, voided: frozenset[str]) -> Fraction:
    """What the answer is worth, below nothing too. A line that was taken back was our mistake, so choosing it costs nothing; without
    anything right left the question cannot be answered at all, and everybody has the point."""
    chosen = response["chosen"] if response else ""
    right = right_lines(definition)
    if chosen in right or chosen in voided or set(right) <= voided:
        return WHOLE
    return choices.line_worth(definition, chosen) if chosen else NOTHING
