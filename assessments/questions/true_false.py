"""A sentence that holds or does not. {"key": bool, "feedback_true": ..., "feedback_false": ...}

It is a single choice between two lines that have the ids "true" and "false" and never change places.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import Definition, Form, Kind, Mark, Problem, Raw, Response
from assessments.questions.single_choice import SingleChoice
from assessments.questions.words import say as _

LINES = ("true", "false")


def as_choice(definition: Definition) -> dict[str, Any]:
    lines = {"true": (_("True"), "feedback_true"), "false": (_("False"), "feedback_false")}
    options = [{"id": name, "text": text, "feedback": definition.get(field) or ""} for name, (text, field) in lines.items()]
    return {"stem": definition["stem"], "options": options, "key": "true" if definition["key"] else "false"}


class TrueFalse(Kind):
    name = "true_false"
    fields = frozenset({"key", "feedback_true", "feedback_false"})
    choice = SingleChoice()

    def problems(self, definition: Definition) -> list[Problem]:
        found = [problem for field in ("feedback_true", "feedback_false") for problem in checks.feedback_problems(definition, "", field)]
        if not isinstance(definition.get("key"), bool):
            found.append(Problem("key", _("Say whether the sentence is true or false.")))
        return found

    def read(self, definition: Definition, raw: Raw) -> Response:
        return self.choice.read(as_choice(definition), raw)

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        return self.choice.grade(as_choice(definition), response, voided)

    def key(self, definition: Definition) -> str:
        return self.choice.key(as_choice(definition))

    def summary(self, definition: Definition, response: Response) -> str:
        return self.choice.summary(as_choice(definition), response)

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        shown = self.choice.form(as_choice(definition), LINES, response, typed)
        return Form(self.name, shown.stem, shown.rows, sent=shown.sent)

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        return list(LINES)

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return self.choice.parts(as_choice(definition))
