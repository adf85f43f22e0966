"""Several lines fit. {"options": [...], "keys": [ids], "rule": "all_or_nothing" | "partial"}

"partial": (fitting lines chosen - other lines chosen) / fitting lines, never below nothing.
"""

from collections.abc import Sequence
from fractions import Fraction

from assessments.questions import checks, choices
from assessments.questions.contract import (
    NOTHING,
    NOTHING_VOID,
    WHOLE,
    Definition,
    Form,
    Kind,
    Mark,
    Problem,
    Raw,
    Response,
)


class MultipleResponse(Kind):
    name = "multiple_response"
    fields = frozenset({"options", "keys", "rule"})

    def problems(self, definition: Definition) -> list[Problem]:
        return [
            *checks.options_problems(definition),
            *checks.key_list_problems(definition, "keys"),
            *checks.rule_problems(definition),
        ]

    def read(self, definition: Definition, raw: Raw) -> Response:
        chosen = choices.chosen_in(raw, list(choices.by_id(definition)))
        return {"chosen": chosen} if chosen else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        chosen = list(response["chosen"]) if response else []
        points = max(earned(definition, chosen, NOTHING_VOID), earned(definition, chosen, voided))
        missed = [name for name in definition["keys"] if name not in chosen and name not in voided]
        return Mark(
            points=points,
            notes=choices.notes(definition, chosen, [*definition["keys"], *voided]),
            better=choices.notes(definition, missed, missed),
        )

    def key(self, definition: Definition) -> str:
        return choices.texts(definition, definition["keys"])

    def summary(self, definition: Definition, response: Response) -> str:
        return choices.texts(definition, response["chosen"]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        chosen = response["chosen"] if response else []
        shown = choices.rows(definition, order, chosen)
        return Form(self.name, definition["stem"], shown, choose=len(definition["keys"]))


def earned(definition: Definition, chosen: Sequence[str], voided: frozenset[str]) -> Fraction:
    """Points with the voided lines left out of the question altogether.

    `grade` gives the better of the marks with and without them: taking a line back never costs anybody.
    """
    right = set(definition["keys"]) - voided
    ticked = set(chosen) - voided
    if not right or right == ticked:
        return WHOLE
    if definition["rule"] == "all_or_nothing":
        return NOTHING
    return max(NOTHING, Fraction(len(right & ticked) - len(ticked - right), len(right)))
