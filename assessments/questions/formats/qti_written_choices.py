"""Choices, orders and pairs as QTI 2.1. Each function gives the body of the item and fills the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti_points import written
from assessments.questions.formats.qti_written import Draft, adds, base, condition, identifier, mapping, outcome, response, sets, variable
from assessments.questions.words import say as _

Line = Mapping[str, Any]
MOST_PLACED = 20  # lines of an order whose points are counted by place: their rules grow with the square


def single_choice(draft: Draft) -> str:
    definition = draft.definition
    draft.responses.append(response("RESPONSE", "single", "identifier", [identifier(definition["key"])], single_mapping(definition)))
    draft.template = "map_response" if single_mapping(definition) else "match_correct"
    feedback_on_lines(draft, definition["options"], "single")
    return choice_interaction(draft, "RESPONSE", definition, draft.block(definition["stem"]))


def single_mapping(definition: Mapping[str, Any]) -> str:
    """Only where another line is worth something."""
    worths = {line["id"]: Fraction(line.get("worth", "0")) for line in definition["options"]} | {definition["key"]: Fraction(1)}
    others = any(worth for name, worth in worths.items() if name != definition["key"])
    return mapping((identifier(name), worth) for name, worth in worths.items() if worth) if others else ""


def true_false(draft: Draft) -> str:
    definition = draft.definition
    lines = [
        {"id": name, "text": text, "feedback": definition.get(f"feedback_{name}")}
        for name, text in (("true", _("True")), ("false", _("False")))
    ]
    draft.responses.append(response("RESPONSE", "single", "identifier", ["true" if definition["key"] else "false"]))
    draft.template = "match_correct"
    feedback_on_lines(draft, lines, "single")
    return choice_interaction(draft, "RESPONSE", {"options": lines, "fixed": True, "kind": "true_false"}, draft.block(definition["stem"]))


def multiple_response(draft: Draft) -> str:
    definition = draft.definition
    draft.responses.append(multiple_declared("RESPONSE", definition))
    draft.template = "match_correct" if definition["rule"] == "all_or_nothing" else "map_response"
    draft.hints["rule"] = definition["rule"]
    feedback_on_lines(draft, definition["options"], "multiple")
    return choice_interaction(draft, "RESPONSE", definition, draft.block(definition["stem"]))


def multiple_declared(name: str, definition: Mapping[str, Any]) -> str:
    keys, rule = definition["keys"], definition["rule"]
    worths = {line["id"]: Fraction(line.get("worth", "0")) for line in definition["options"]}
    low = definition.get("floor", "")
    if rule == "partial":
        worths = {line: Fraction(1 if line in keys else -1, len(keys)) for line in worths}
        low = "0"
    weighed = "" if rule == "all_or_nothing" else mapping(((identifier(line), worth) for line, worth in worths.items() if worth), low)
    return response(name, "multiple", "identifier", map(identifier, keys), weighed)


def choice_interaction(draft: Draft, name: str, definition: Mapping[str, Any], before: str) -> str:
    most = definition.get("most", 0) if definition.get("kind") == "multiple_response" else 1
    shuffle = "false" if definition.get("fixed") else "true"
    lines = "".join(
        f'<simpleChoice identifier="{identifier(line["id"])}">{draft.words(line["text"])}</simpleChoice>' for line in definition["options"]
    )
    return f'{before}<choiceInteraction responseIdentifier="{name}" shuffle="{shuffle}" maxChoices="{most}">{lines}</choiceInteraction>'


def feedback_on_lines(draft: Draft, lines: Sequence[Line], cardinality: str, name: str = "FEEDBACK", source: str = "RESPONSE") -> None:
    """Feedback beside a line shows when the line is chosen."""
    said = [draft.says(name, identifier(line["id"]), line.get("feedback")) for line in lines]
    if any(said):
        draft.outcomes.append(outcome(name, cardinality))
        draft.rules.append(sets(name, variable(source)))


def matching(draft: Draft) -> str:
    definition = draft.definition
    rows, pairs = definition["rows"], [pair_of(row, row["choice"]) for row in definition["rows"]]
    shares = [Fraction(row.get("share", "1")) for row in rows]
    weighed = mapping((pair, share / sum(shares)) for pair, share in zip(pairs, shares, strict=True))
    is_partial = definition["rule"] == "partial"
    draft.responses.append(response("RESPONSE", "multiple", "directedPair", pairs, weighed if is_partial else ""))
    draft.template = "map_response" if is_partial else "match_correct"
    draft.hints["rule"] = definition["rule"]
    if any("share" in row for row in rows):
        draft.hints["shares"] = {row["id"]: row["share"] for row in rows if "share" in row}
    feedback_on_rows(draft, rows, definition["choices"])
    shuffle = "false" if definition.get("fixed") else "true"
    sets_of = associable(draft, rows, 1) + associable(draft, definition["choices"], 0)
    return (
        f'{draft.block(definition["stem"])}<matchInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}" '
        f'maxAssociations="{len(rows)}">{sets_of}</matchInteraction>'
    )


def pair_of(row: Line, choice: str) -> str:
    return f"{identifier(row['id'])} {identifier(choice)}"


def associable(draft: Draft, lines: Sequence[Line], most: int) -> str:
    parts = (
        f'<simpleAssociableChoice identifier="{identifier(line["id"])}" matchMax="{most}">'
        f"{draft.words(line['text'])}</simpleAssociableChoice>"
        for line in lines
    )
    return f"<simpleMatchSet>{''.join(parts)}</simpleMatchSet>"


def feedback_on_rows(draft: Draft, rows: Sequence[Line], choices: Sequence[Line]) -> None:
    """Feedback beside a row shows when the row is answered, whatever was chosen."""
    said = [row for row in rows if draft.says("FEEDBACK", identifier(row["id"]), row.get("feedback"))]
    if said:
        draft.outcomes.append(outcome("FEEDBACK", "multiple"))
    for row in said:
        pairs = (f"<member>{base('directedPair', pair_of(row, choice['id']))}{variable('RESPONSE')}</member>" for choice in choices)
        more = sets("FEEDBACK", f"<multiple>{variable('FEEDBACK')}{base('identifier', identifier(row['id']))}</multiple>")
        draft.rules.append(condition([(f"<or>{''.join(pairs)}</or>", more)]))


def ordering(draft: Draft) -> str:
    definition = draft.definition
    key, rule = list(map(identifier, definition["key"])), definition["rule"]
    draft.responses.append(response("RESPONSE", "ordered", "identifier", key))
    draft.hints["rule"] = rule
    if rule == "all_or_nothing":
        draft.template = "match_correct"
    else:
        places_counted(draft, key, rule)
    feedback_on_lines(draft, definition["options"], "multiple")
    lines = "".join(
        f'<simpleChoice identifier="{identifier(line["id"])}">{draft.words(line["text"])}</simpleChoice>' for line in definition["options"]
    )
    return f'{draft.block(definition["stem"])}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">{lines}</orderInteraction>'


def places_counted(draft: Draft, key: Sequence[str], rule: str) -> None:
    """PLACE1 is where the line stands that belongs first, and so on; the rules then compare these numbers."""
    if rule not in GAINS or len(key) > MOST_PLACED:
        raise Unsayable(_("QTI has no words for the rule “{rule}” of an order.").format(rule=rule))
    for number, name in enumerate(key, start=1):
        draft.outcomes.append(outcome(f"PLACE{number}", base_type="integer"))
        for place in range(1, len(key) + 1):
            test = f'<match><index n="{place}">{variable("RESPONSE")}</index>{base("identifier", name)}</match>'
            draft.rules.append(condition([(test, sets(f"PLACE{number}", base("integer", str(place))))]))
    for test, gain in GAINS[rule](len(key)):
        draft.rules.append(condition([(test, adds(base("float", written(gain))))]))
    if rule == "partial":
        less = f"<subtract>{variable('SCORE')}{base('float', '1')}</subtract>"
        draft.rules.append(sets("SCORE", f"<max>{base('float', '0')}{less}</max>"))


Gains = list[tuple[str, Fraction]]


def stands(number: int, place: int) -> str:
    return f'<equal toleranceMode="exact">{variable(f"PLACE{number}")}{base("integer", str(place))}</equal>'


def places(count: int) -> Gains:
    return [(stands(number, number), Fraction(1, count)) for number in range(1, count + 1)]


def followed(count: int, gain: Fraction) -> Gains:
    numbers = pairwise(range(1, count + 1))
    behind = (f"<sum>{variable(f'PLACE{first}')}{base('integer', '1')}</sum>{variable(f'PLACE{second}')}" for first, second in numbers)
    return [(f'<equal toleranceMode="exact">{inner}</equal>', gain) for inner in behind]


def before(count: int, gain: Fraction) -> Gains:
    pairs = combinations(range(1, count + 1), 2)
    return [(f"<lt>{variable(f'PLACE{first}')}{variable(f'PLACE{second}')}</lt>", gain) for first, second in pairs]


def distances(count: int) -> Gains:
    most = count - 1
    places_of = [(number, place) for number in range(1, count + 1) for place in range(1, count + 1) if abs(number - place) < most]
    return [(stands(number, place), Fraction(most - abs(number - place), most * count)) for number, place in places_of]


GAINS = {
    "places": places,
    "next": lambda count: followed(count, Fraction(1, count - 1)),
    "next_and_last": lambda count: [*followed(count, Fraction(1, count)), (stands(count, count), Fraction(1, count))],
    "neighbours": lambda count: [
        *followed(count, Fraction(1, count)),
        (stands(1, 1), Fraction(1, 2 * count)),
        (stands(count, count), Fraction(1, 2 * count)),
    ],
    "around": lambda count: before(count, Fraction(2, count * (count - 1))),
    "partial": lambda count: before(count, Fraction(4, count * (count - 1))),
    "distance": distances,
}
