"""Checks on definitions that several kinds share. They accept any JSON value and never raise."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.questions.contract import Definition, Problem
from assessments.questions.words import say as _

LONGEST_STEM = 1200
LONGEST_LINE = 400
FEWEST_OPTIONS = 2
MOST_OPTIONS = 6
# Ids are kept in answers for years: short, lower case, and safe inside HTML ids.
WELL_FORMED_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,35}")
SHARED_FIELDS = frozenset({"kind", "stem", "why"})
OPTION_FIELDS = frozenset({"id", "text", "feedback"})
RULES = ("all_or_nothing", "partial")


def text_problems(value: Any, path: str, longest: int, *, needed: bool = True) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(path, _("Write this as text."))
    elif needed and not value.strip():
        yield Problem(path, _("Write something here."))
    elif len(value) > longest:
        yield Problem(path, _("Make this shorter: at most {most} characters.").format(most=longest))


def field_problems(value: Mapping[str, Any], allowed: frozenset[str], path: str = "") -> Iterator[Problem]:
    for name in sorted(str(name) for name in value if name not in allowed):
        yield Problem(join(path, name), _("This field is not known here. Check the spelling."))


def join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def options_problems(definition: Definition) -> Iterator[Problem]:
    """Lines with an id, a text and feedback each; ids and texts differ."""
    options = definition.get("options")
    if not isinstance(options, list) or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        says = _("Give between {fewest} and {most} lines to choose from.")
        yield Problem("options", says.format(fewest=FEWEST_OPTIONS, most=MOST_OPTIONS))
        return
    for place, option in enumerate(options):
        yield from option_problems(option, f"options[{place}]")
    yield from twice_problems(options, "id", _("Two lines have this id. Give each its own."))
    yield from twice_problems(options, "text", _("Two lines say the same."))


def option_problems(option: Any, path: str) -> Iterator[Problem]:
    if not isinstance(option, Mapping):
        yield Problem(path, _("A line needs an id, a text and feedback."))
        return
    yield from field_problems(option, OPTION_FIELDS, path)
    if not isinstance(option.get("id"), str) or not WELL_FORMED_ID.fullmatch(option["id"]):
        yield Problem(f"{path}.id", _("Use a short id of small letters, figures and dashes."))
    yield from text_problems(option.get("text"), f"{path}.text", LONGEST_LINE)
    yield from text_problems(option.get("feedback"), f"{path}.feedback", LONGEST_LINE)


def twice_problems(options: list[Any], field: str, says: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, option in enumerate(options):
        value = option.get(field) if isinstance(option, Mapping) else None
        if not isinstance(value, str):
            continue
        plain = " ".join(value.casefold().split())
        if plain in seen:
            yield Problem(f"options[{place}].{field}", says)
        seen.add(plain)


def known_ids(definition: Definition) -> list[str]:
    """The option ids, or as many as can be made out of a broken definition."""
    options = definition.get("options")
    lines: Iterable[Any] = options if isinstance(options, list) else ()
    return [line["id"] for line in lines if isinstance(line, Mapping) and isinstance(line.get("id"), str)]


def rule_problems(definition: Definition) -> Iterator[Problem]:
    if definition.get("rule") not in RULES:
        yield Problem("rule", _("Say how points are given: {rules}.").format(rules=", ".join(RULES)))


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
