"""Checks on definitions that several kinds share. They accept any JSON value and never raise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.questions.contract import NOTHING_VOID, Definition, Problem
from assessments.questions.texts import CONTROLS
from assessments.questions.words import say as _
from assessments.questions.worth import worth_problems

LONGEST_STEM = 1200
LONGEST_LINE = 400
FEWEST_OPTIONS = 2
MOST_OPTIONS = 6
# A draft may hold what somebody wrote elsewhere; it is shortened before learners meet it.
LONGEST_DRAFT = 8000
MOST_LINES = 60
# Ids are kept in answers for years: short, lower case, and safe inside HTML ids.
WELL_FORMED_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,35}")
OPTION_FIELDS = frozenset({"id", "text", "feedback"})
RULES = ("all_or_nothing", "partial")


def editorial(path: str, says: str) -> Problem:
    return Problem(path, says, "editorial")


def text_problems(value: Any, path: str, longest: int, *, needed: bool = True) -> Iterator[Problem]:
    """A text that must be right at once, such as a title."""
    if not isinstance(value, str):
        yield Problem(path, _("Write this as text."))
    elif needed and not value.strip():
        yield Problem(path, _("Write something here."))
    elif CONTROLS.search(value):
        yield Problem(path, _("Take out the characters that no keyboard types."))
    elif len(value) > longest:
        yield Problem(path, _("Make this shorter: at most {most} characters.").format(most=longest))


def words_problems(value: Any, path: str, longest: int, *, needed: bool = True) -> Iterator[Problem]:
    """Words of a question: what is empty or too long may stand in a draft."""
    is_draft = isinstance(value, str) and len(value) <= LONGEST_DRAFT and not CONTROLS.search(value)
    for problem in text_problems(value, path, longest, needed=needed):
        yield editorial(problem.path, problem.says) if is_draft else problem


def feedback_problems(line: Mapping[str, Any], path: str, name: str = "feedback", *, needed: bool = True) -> Iterator[Problem]:
    """Words beside a line, which a draft may leave out."""
    value = line.get(name)
    if needed or value is not None:
        yield from words_problems("" if value is None else value, join(path, name), LONGEST_LINE, needed=needed)


def field_problems(value: Mapping[str, Any], allowed: frozenset[str], path: str = "") -> Iterator[Problem]:
    for name in sorted(str(name) for name in value if name not in allowed):
        yield Problem(join(path, name), _("This field is not known here. Check the spelling."))


def join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def lines_problems(lines: Any, path: str, fewest: int, most: int = MOST_LINES) -> Iterator[Problem]:
    """A list of so many named things; what each of them must be is asked elsewhere."""
    if not isinstance(lines, list) or not fewest <= len(lines) <= most:
        yield Problem(path, _("Give between {fewest} and {most} lines.").format(fewest=fewest, most=most))
        return
    for place, line in enumerate(lines):
        if not isinstance(line, Mapping):
            yield Problem(f"{path}[{place}]", _("Give a set of named fields."))


def options_problems(
    definition: Definition, extra: frozenset[str] = NOTHING_VOID, *, feedback: bool = True, most: int = MOST_OPTIONS
) -> Iterator[Problem]:
    """Lines with an id and a text each, and with feedback where that is asked for; ids and texts differ."""
    options = definition.get("options")
    found = list(lines_problems(options, "options", FEWEST_OPTIONS))
    yield from found
    if not isinstance(options, list) or (found and found[0].path == "options"):
        return
    if len(options) > most:
        says = _("Give between {fewest} and {most} lines to choose from.")
        yield editorial("options", says.format(fewest=FEWEST_OPTIONS, most=most))
    for place, option in enumerate(options):
        if isinstance(option, Mapping):
            yield from option_problems(option, f"options[{place}]", OPTION_FIELDS | extra, feedback=feedback)
    yield from ids_problems(("options", options))
    yield from same_text_problems(options, "options")


def option_problems(option: Mapping[str, Any], path: str, fields: frozenset[str], *, feedback: bool) -> Iterator[Problem]:
    yield from field_problems(option, fields, path)
    yield from words_problems(option.get("text"), f"{path}.text", LONGEST_LINE)
    if feedback or "feedback" in option:
        yield from feedback_problems(option, path, needed=feedback)
    if "worth" in option and "worth" in fields:
        yield from worth_problems(option["worth"], f"{path}.worth")


def ids_problems(*lists: tuple[str, Any]) -> Iterator[Problem]:
    """Every line of these lists has a well-formed id that none of the others has."""
    seen: set[str] = set()
    for path, lines in lists:
        for place, line in enumerate(lines if isinstance(lines, list) else ()):
            name = line.get("id") if isinstance(line, Mapping) else None
            if not isinstance(name, str) or not WELL_FORMED_ID.fullmatch(name):
                yield Problem(f"{path}[{place}].id", _("Use a short id of small letters, figures and dashes."))
            elif name in seen:
                yield Problem(f"{path}[{place}].id", _("Two lines have this id. Give each its own."))
            else:
                seen.add(name)


def same_text_problems(lines: list[Any], path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, line in enumerate(lines):
        text = line.get("text") if isinstance(line, Mapping) else None
        plain = " ".join(text.casefold().split()) if isinstance(text, str) else ""
        if plain and plain in seen:
            yield editorial(f"{path}[{place}].text", _("Two lines say the same."))
        seen.add(plain)


def known_ids(definition: Definition, field: str = "options") -> list[str]:
    """The ids of a list of lines, or as many as can be made out of a broken definition."""
    options = definition.get(field)
    lines: Iterable[Any] = options if isinstance(options, list) else ()
    return [line["id"] for line in lines if isinstance(line, Mapping) and isinstance(line.get("id"), str)]


def rule_problems(definition: Definition, rules: tuple[str, ...] = RULES) -> Iterator[Problem]:
    if definition.get("rule") not in rules:
        yield Problem("rule", _("Say how points are given: {rules}.").format(rules=", ".join(rules)))


def key_list_problems(definition: Definition, field: str) -> Iterator[Problem]:
    """A list of known option ids, none twice."""
    value = definition.get(field)
    if not isinstance(value, list) or not value:
        yield Problem(field, _("List the ids of the lines that are right."))
        return
    known = known_ids(definition)
    for place, chosen in enumerate(value):
        if chosen not in known:
            yield Problem(f"{field}[{place}]", _("No line has this id."))
        elif chosen in value[:place]:
            yield Problem(f"{field}[{place}]", _("This id stands here twice."))


def flag_problems(value: Mapping[str, Any], *fields: str, path: str = "") -> Iterator[Problem]:
    for name in fields:
        if not isinstance(value.get(name, False), bool):
            yield Problem(join(path, name), _("Say true or false."))


def whole_problems(value: Any, path: str, least: int, most: int) -> Iterator[Problem]:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        yield Problem(path, _("Give a whole number from {least} to {most}.").format(least=least, most=most))
