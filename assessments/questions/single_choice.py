"""One line of several fits best. {"options": [...], "key": option id}"""

from collections.abc import Sequence

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Problem, Raw, Response, Unclear
from assessments.questions.words import say as _


class SingleChoice(Kind):
    name = "single_choice"
    fields = frozenset({"options", "key"})

    def problems(self, definition: Definition) -> list[Problem]:
        found = list(checks.options_problems(definition))
        if definition.get("key") not in checks.known_ids(definition):
            found.append(Problem("key", _("Name the id of the one line that fits best.")))
        return found

    def read(self, definition: Definition, raw: Raw) -> Response:
        chosen = choices.chosen_in(raw, list(choices.by_id(definition)))
        if len(chosen) > 1:
            raise Unclear(_("Choose one line only."))
        return {"chosen": chosen[0]} if chosen else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        chosen = [response["chosen"]] if response else []
        right = definition["key"]
        # A taken-back line was our mistake, so choosing it costs nothing; without its key the
        # question cannot be answered at all and everybody has the point.
        fitting = {right, *voided}
        earned = right in voided or bool(fitting.intersection(chosen))
        better = () if chosen == [right] or right in voided else (right,)
        return Mark(
            points=WHOLE if earned else NOTHING,
            notes=choices.notes(definition, chosen, list(fitting)),
            better=choices.notes(definition, better, [right]),
        )

    def key(self, definition: Definition) -> str:
        return choices.texts(definition, [definition["key"]])

    def summary(self, definition: Definition, response: Response) -> str:
        return choices.texts(definition, [response["chosen"]]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        chosen = [response["chosen"]] if response else []
        return Form(self.name, definition["stem"], choices.rows(definition, order, chosen))
