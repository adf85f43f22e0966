"""What our own exports say in comments (`gift_comments`): from a definition, and back into one that was read from the signs alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assessments.questions.formats.found import letter
from assessments.questions.formats.gift_comments import Comments
from assessments.questions.formats.gift_usual import LISTS

Fields = dict[str, Any]


def hinted(draft: Fields, comments: Comments) -> Fields:
    """Hints that do not fit the question are passed over: somebody edited the file."""
    if comments.order and len(comments.order) == len(draft.get("choices", ())):
        draft = draft | {"choices": [draft["choices"][place - 1] for place in comments.order]}
    if comments.is_partial and draft.get("rule") == "worth":
        draft = by_rule(draft)
    names = [line["id"] for line in lines_in(draft)]
    return renamed(draft, dict(zip(names, comments.ids, strict=True))) if names and len(names) == len(comments.ids) else draft


def by_rule(draft: Fields) -> Fields:
    """With the rule "partial", when the worths are those that it gives."""
    if [Fraction(line["worth"]) for line in draft["options"]] != partial_worths(draft):
        return draft
    options = [{name: value for name, value in line.items() if name != "worth"} for line in draft["options"]]
    return draft | {"options": options, "rule": "partial"}


def partial_worths(definition: Fields) -> list[Fraction]:
    """What each line is worth under the rule "partial"."""
    each = Fraction(1, len(definition["keys"]))
    return [each if line["id"] in definition["keys"] else -each for line in definition["options"]]


def lines_in(definition: Fields) -> list[Fields]:
    return [line for field in LISTS for line in definition.get(field, ())]


def renamed(definition: Fields, names: dict[str, str]) -> Fields:
    """The definition with other ids for its lines, wherever they are named."""
    changed = dict(definition)
    for field in LISTS:
        if field in definition:
            changed[field] = [line_renamed(line, names) for line in definition[field]]
    if definition["kind"] == "single_choice":
        changed["key"] = names[definition["key"]]
    if "keys" in definition:
        changed["keys"] = [names[name] for name in definition["keys"]]
    return changed


def line_renamed(line: Fields, names: dict[str, str]) -> Fields:
    return line | {field: names[line[field]] for field in ("id", "choice") if field in line}


def hints_for(definition: Fields, ref: str, tags: tuple[str, ...]) -> Comments:
    """Only what would not be read from the signs themselves."""
    order = order_of_choices(definition)
    ids = [line["id"] for line in lines_in(definition)]
    letters = [letter(place) for field in ("options", "rows", "answers") for place in range(len(definition.get(field, ())))]
    return Comments(
        ref=ref,
        tags=tags,
        ids=() if ids == [*letters, *map(str, order)] else tuple(ids),
        order=() if order == sorted(order) else tuple(order),
        is_partial=definition["kind"] == "multiple_response" and definition["rule"] == "partial",
    )


def order_of_choices(definition: Fields) -> list[int]:
    """For each choice of a matching question, as which of them the file shows it: those of the rows first."""
    choices = [choice["id"] for choice in definition.get("choices", ())]
    shown = list(dict.fromkeys([*(row["choice"] for row in definition.get("rows", ())), *choices]))
    return [shown.index(name) + 1 for name in choices]
