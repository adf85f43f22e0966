"""What only this platform says of a question, in an element that Moodle passes over: `<ours>` holds some fields as JSON.

They change nothing about how an answer is marked. When they do not fit the rest (somebody changed the file by hand) they are left out.
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element

from assessments.questions import structural_problems
from assessments.questions.formats.xml import text_of

ELEMENT = "ours"
LONGEST = 50_000
# Fields that may be given, whatever the kind; `gaps` names gaps and their lines, `split` says where the stem of a cloze ends.
FIELDS = frozenset({"near", "longest", "fixed", "most_mb"})


def with_own_fields(definition: dict[str, Any], node: Element) -> dict[str, Any]:
    text = text_of(node, ELEMENT)
    if not text or len(text) > LONGEST:
        return definition
    try:
        own = json.loads(text)
    except (ValueError, RecursionError):
        return definition
    if not isinstance(own, dict):
        return definition
    changed = definition | {name: value for name, value in own.items() if name in FIELDS}
    return definition if structural_problems(changed) else changed
