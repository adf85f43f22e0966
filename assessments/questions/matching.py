"""A choice for each row, from selects. {"rows": [{"id", "text", "choice"}], "choices": [{"id", "text"}], "rule"}

"partial": the shares of the rows that fit / all shares. A row that was taken back, or whose choice was, counts as fitting.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from assessments.questions import checks, choices
from assessments.questions.contract import NOTHING, WHOLE, Definition, Form, Kind, Mark, Note, Problem, Raw, Response, Row
from assessments.questions.words import say as _
from assessments.questions.worth import worth_of, worth_problems

ROW_FIELDS = frozenset({"id", "text", "choice", "feedback", "share"})
MOST_ROWS, MOST_CHOICES = 8, 10
LEAST_SHARE = Fraction(1, 10**9)


class Matching(Kind):
    name = "matching"
    fields = frozenset({"rows", "choices", "rule", "fixed"})

    def problems(self, definition: Definition) -> list[Problem]:
        return [
            *lists_problems(definition),
            *rows_problems(definition),
            *choices_problems(definition),
            *checks.ids_problems(("rows", definition.get("rows")), ("choices", definition.get("choices"))),
            *checks.rule_problems(definition),
            *checks.flag_problems(definition, "fixed"),
        ]

    def read(self, definition: Definition, raw: Raw) -> Response:
        known = list(choices.by_id(definition, "choices"))
        chosen = {row["id"]: choices.one_in(raw, known, field_of(row["id"])) for row in definition["rows"]}
        pairs = {row: choice for row, choice in chosen.items() if choice}
        return {"pairs": pairs} if pairs else None

    def grade(self, definition: Definition, response: Response, voided: frozenset[str]) -> Mark:
        pairs = response["pairs"] if response else {}
        fits = {row["id"]: row_fits(row, pairs, voided) for row in definition["rows"]}
        answered = [row for row in definition["rows"] if row["id"] in pairs]
        return Mark(
            points=earned(definition, fits),
            notes=tuple(pair_note(definition, row, pairs[row["id"]], fits=fits[row["id"]]) for row in answered),
            better=tuple(pair_note(definition, row, row["choice"], fits=True) for row in definition["rows"] if not fits[row["id"]]),
        )

    def key(self, definition: Definition) -> str:
        return "; ".join(pair_words(definition, row, row["choice"]) for row in definition["rows"])

    def summary(self, definition: Definition, response: Response) -> str:
        pairs = response["pairs"] if response else {}
        return "; ".join(pair_words(definition, row, pairs[row["id"]]) for row in definition["rows"] if row["id"] in pairs)

    def form(self, definition: Definition, order: Sequence[str], response: Response, typed: Raw | None) -> Form:
        pairs = response["pairs"] if response else {}
        offered = choices.arranged(definition, order, "choices")
        shown = tuple(row_of(row, offered, pairs.get(row["id"], "")) for row in definition["rows"])
        sent = tuple((field_of(row["id"]), pairs[row["id"]]) for row in definition["rows"] if row["id"] in pairs)
        return Form(self.name, definition["stem"], shown, choose=len(shown), sent=sent)

    def shuffle(self, definition: Definition, dice: Random) -> list[str]:
        """The choices change places; the rows stay as they were written."""
        ids = list(choices.by_id(definition, "choices"))
        if not definition.get("fixed"):
            dice.shuffle(ids)
        return ids

    def parts(self, definition: Definition) -> list[tuple[str, str]]:
        return [(line["id"], line["text"]) for line in [*definition["rows"], *definition["choices"]]]


def lists_problems(definition: Definition) -> Iterator[Problem]:
    for field, fewest, few, many in (("rows", 1, 2, MOST_ROWS), ("choices", 2, 2, MOST_CHOICES)):
        found = list(checks.lines_problems(definition.get(field), field, fewest))
        yield from found
        if not found and not few <= len(definition[field]) <= many:
            yield checks.editorial(field, _("Give between {fewest} and {most} lines.").format(fewest=few, most=many))


def lines_in(definition: Definition, field: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lines = definition.get(field)
    for place, line in enumerate(lines if isinstance(lines, list) else ()):
        if isinstance(line, Mapping):
            yield f"{field}[{place}]", line


def rows_problems(definition: Definition) -> Iterator[Problem]:
    known, explained = checks.known_ids(definition, "choices"), "why" in definition
    for path, row in lines_in(definition, "rows"):
        yield from checks.option_problems(row, path, ROW_FIELDS, feedback=not explained)
        if row.get("choice") not in known:
            yield Problem(f"{path}.choice", _("Name the id of the choice that fits this row."))
        if "share" in row:
            yield from worth_problems(row["share"], f"{path}.share", LEAST_SHARE)


def choices_problems(definition: Definition) -> Iterator[Problem]:
    for path, line in lines_in(definition, "choices"):
        yield from checks.option_problems(line, path, frozenset({"id", "text"}), feedback=False)
    if isinstance(definition.get("choices"), list):
        yield from checks.same_text_problems(definition["choices"], "choices")


def field_of(row: str) -> str:
    return f"match-{row}"


def row_fits(row: Mapping[str, Any], pairs: Mapping[str, str], voided: frozenset[str]) -> bool:
    chosen = pairs.get(row["id"], "")
    return chosen == row["choice"] or bool({row["id"], row["choice"], chosen} & voided)


def earned(definition: Definition, fits: Mapping[str, bool]) -> Fraction:
    shares = {row["id"]: worth_of(row.get("share"), WHOLE) for row in definition["rows"]}
    had = sum((share for row, share in shares.items() if fits[row]), NOTHING)
    if definition["rule"] == "all_or_nothing":
        return Fraction(all(fits.values()))
    return had / sum(shares.values(), NOTHING)


def row_of(row: Mapping[str, Any], offered: Sequence[Mapping[str, Any]], chosen: str) -> Row:
    lines = tuple(Row(line["id"], line["text"], chosen=line["id"] == chosen) for line in offered)
    return Row(row["id"], row["text"], chosen=bool(chosen), choices=lines)


def pair_words(definition: Definition, row: Mapping[str, Any], choice: str) -> str:
    return f"{row['text']} – {choices.by_id(definition, 'choices')[choice]['text']}"


def pair_note(definition: Definition, row: Mapping[str, Any], choice: str, *, fits: bool) -> Note:
    return Note(row["id"], pair_words(definition, row, choice), row.get("feedback") or "", fits)
