"""Several lines fit. {"options": [...], "keys": [ids], "rule": "all_or_nothing" | "partial" | "worth"}

"partial": (fitting lines chosen - other lines chosen) / fitting lines, never below nothing.
"worth": the sum of what the chosen lines are worth, never below `floor`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Problem, Raw, Response, Unclear
from assessments.questions.words import say as _
from assessments.questions.worth import between, is_worth, worth_of, worth_problems

RULES = (*checks.RULES, "worth")


class MultipleResponse(Kind):
    name = "multiple_response"
    fields = frozenset({"options", "keys", "rule", "floor", "most", "fixed"})

    def problems(self, definition: Definition) -> list[Problem]:
        extra = frozenset({"worth"}) if definition.get("rule") == "worth" else frozenset[str]()
        found = [
            *checks.options_problems(definition, extra),
            *checks.key_list_problems(definition, "keys"),
            *checks.rule_problems(definition, RULES),
            *most_problems(definition),
            *checks.flag_problems(definition, "fixed"),
        ]
        return [*found, *worths_problems(definition)]

    def read(self, definition: Definition, raw: Raw) -> Response:
        chosen = choices.chosen_in(raw, list(choices.by_id(definition)))
        most = definition.get("most", len(chosen))
        if len(chosen) > most:
            raise Unclear(_("Choose at most {most}.").format(most=most))
        return {"chosen": chosen} if chosen else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        chosen = list(response["chosen"]) if response else []
        missed = [name for name in definition["keys"] if name not in chosen and name not in voided]
        return Mark(
            points=between(worth(definition, response, voided)),
            notes=choices.notes(definition, chosen, [*definition["keys"], *voided]),
            better=choices.notes(definition, missed, missed),
        )

    def key(self, definition: Definition) -> str:
        return choices.texts(definition, definition["keys"])

    def summary(self, definition: Definition, response: Response) -> str:
        return choices.texts(definition, response["chosen"]) if response else ""

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        known = list(choices.by_id(definition))
        chosen = response["chosen"] if response else [name for name in known if name in (typed or {}).get(choices.FIELD, ())]
        shown = choices.rows(definition, order, chosen)
        most = definition.get("most")
        return Form(self.name, definition["stem"], shown, choose=len(definition["keys"]), sent=choices.sent(chosen), more={"most": most})


def most_problems(definition: Definition) -> Iterator[Problem]:
    if "most" not in definition:
        return
    found = list(checks.whole_problems(definition["most"], "most", 1, checks.MOST_LINES))
    yield from found
    keys = definition.get("keys")
    if not found and isinstance(keys, list) and len(keys) > definition["most"]:
        yield checks.editorial("most", _("More lines than this fit. Let people choose them all."))


def worths_problems(definition: Definition) -> Iterator[Problem]:
    """Under the rule "worth" the keys are the lines worth more than nothing, and together they come to a whole point."""
    if definition.get("rule") != "worth":
        if "floor" in definition:
            yield Problem("floor", _("Only the rule “worth” has a least worth."))
        return
    if "floor" in definition:
        yield from worth_problems(definition["floor"], "floor", NOTHING)
    options = definition.get("options")
    worths = [worth_field(option) for option in options] if isinstance(options, list) else []
    positive = {name for name, value in worths if value > 0}
    if isinstance(definition.get("keys"), list) and set(map(str, definition["keys"])) != positive:
        yield Problem("keys", _("List exactly the lines that are worth more than nothing."))
    elif sum((value for _name, value in worths if value > 0), NOTHING) < WHOLE:
        yield checks.editorial("options", _("The lines that fit must come to a whole point together."))


def worth_field(option: object) -> tuple[str, Fraction]:
    """The id and the worth of a line, as far as they can be made out."""
    line = option if isinstance(option, Mapping) else {}
    value = line.get("worth", "0")
    return str(line.get("id")), Fraction(value) if is_worth(value, -WHOLE, WHOLE) else NOTHING


def worth(definition: Definition, response: Response, voided: frozenset[str]) -> Fraction:
    """What the answer is worth, with each line that was taken back left out wherever it would cost something."""
    keys, chosen = set(definition["keys"]), set(response["chosen"] if response else ())
    right = keys - (voided - chosen)
    ticked = chosen - (voided - keys)
    if keys <= voided or not right:
        return WHOLE
    if definition["rule"] == "worth":
        return by_worth(definition, right, ticked) if response else NOTHING
    if keys - voided == chosen - voided:
        return WHOLE
    if definition["rule"] == "all_or_nothing":
        return NOTHING
    return max(NOTHING, Fraction(len(right & ticked) - len(ticked - right), len(right)))


def by_worth(definition: Definition, right: set[str], ticked: set[str]) -> Fraction:
    reachable = sum((choices.line_worth(definition, name) for name in right), NOTHING)
    total = sum((choices.line_worth(definition, name) for name in ticked), NOTHING)
    scaled = total / reachable if reachable < WHOLE and right != set(definition["keys"]) else total
    return max(worth_of(definition.get("floor")), scaled)
