"""How sure somebody is. {"options": [{"id", "text"}]} in their order. It earns no points and none are missing."""

from collections.abc import Sequence
from random import Random

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, Definition, Form, Kind, Mark, Problem, Raw, Response
from assessments.questions.words import say as _

MOST_STEPS = 7


class Confidence(Kind):
    name = "confidence"
    fields = frozenset({"options"})
    marked_by = "nobody"

    def problems(self, definition: Definition) -> list[Problem]:
        found = list(checks.options_problems(definition, feedback=False, most=MOST_STEPS))
        options = definition.get("options")
        for place, option in enumerate(options if isinstance(options, list) else ()):
            if isinstance(option, dict) and "feedback" in option:
                found.append(Problem(f"options[{place}].feedback", _("Nothing is right or wrong here, so there is no feedback.")))
        return found

    def read(self, definition: Definition, raw: Raw) -> Response:
        chosen = choices.one_in(raw, list(choices.by_id(definition)))
        return {"chosen": chosen} if chosen else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        return Mark(NOTHING)

    def key(self, definition: Definition) -> str:
        return _("Nothing is right or wrong here.")

    def summary(self, definition: Definition, response: Response) -> str:
        return choices.texts(definition, [response["chosen"]]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        chosen = [response["chosen"]] if response else []
        return Form(self.name, definition["stem"], choices.rows(definition, (), chosen), sent=choices.sent(chosen))

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        return [option["id"] for option in definition["options"]]

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return []
