"""What only this platform says of a question, in an element that Moodle passes over: `<ours>` holds some fields as JSON.

They change nothing about how an answer is marked. Where they do not fit the rest (somebody changed the file by hand) they are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from assessments.questions import structural_problems
from assessments.questions.checks import WELL_FORMED_ID
from assessments.questions.formats.xml import text_of

ELEMENT = "ours"
LONGEST = 50_000
# Fields of the definition. Of a cloze also: `gaps`, each a gap's id and the ids of its lines; `stem`, how many letters of the text are it.
FIELDS = ("near", "longest", "fixed")


def own_fields(node: Element) -> Mapping[str, Any]:
    text = text_of(node, ELEMENT)
    if not text or len(text) > LONGEST:
        return {}
    try:
        own = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return own if isinstance(own, dict) else {}


def with_own_fields(definition: dict[str, Any], node: Element) -> dict[str, Any]:
    own = own_fields(node)
    changed = definition | {name: own[name] for name in FIELDS if name in own}
    return definition if changed == definition or structural_problems(changed) else changed


def renamed_gaps(gaps: list[dict[str, Any]], own: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The gaps with the names that our own export gave to them and to their lines."""
    names = own.get("gaps")
    if not isinstance(names, list) or len(names) != len(gaps) or not all(fits(gap, one) for gap, one in zip(gaps, names, strict=True)):
        return gaps
    return [renamed(gap, *one) for gap, one in zip(gaps, names, strict=True)]


def fits(gap: Mapping[str, Any], names: Any) -> bool:
    """Whether this is an id for a gap and as many others as it has lines."""
    if not isinstance(names, list) or len(names) != 2 or not isinstance(names[1], list) or len(names[1]) != len(lines_of(gap)):
        return False
    return all(isinstance(name, str) and WELL_FORMED_ID.fullmatch(name) for name in [names[0], *names[1]]) and len({*names[1]}) == len(
        names[1]
    )


def lines_of(gap: Mapping[str, Any]) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = gap["options"] if "options" in gap else gap["answers"]
    return lines


def renamed(gap: Mapping[str, Any], name: str, lines: list[str]) -> dict[str, Any]:
    new = {line["id"]: now for line, now in zip(lines_of(gap), lines, strict=True)}
    field = "options" if "options" in gap else "answers"
    changed = {**gap, "id": name, field: [{**line, "id": new[line["id"]]} for line in lines_of(gap)]}
    if "key" in gap:
        changed["key"] = new[gap["key"]]
    if "keys" in gap:
        changed["keys"] = [new[key] for key in gap["keys"]]
    return changed
