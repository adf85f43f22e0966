"""What the comments of a GIFT question say about it: `// [id:17] [tag:listening]` (Moodle docs, "GIFT format": tags and ID number).

Three more are our own. Moodle passes over them, and they change no mark: `[ids:naz jer]` names the lines in the order of the file,
`[order:2 1]` says where the choices of a matching question stand, `[rule:partial]` that its worths only spell out that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assessments.questions.checks import WELL_FORMED_ID

ENTRY = re.compile(r"\[(id|tag|ids|order|rule):((?:\\\]|[^\]\n]){1,2500})\]")

LONGEST_COMMENT = 20_000


@dataclass(frozen=True, slots=True)
class Comments:
    ref: str = ""
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    order: tuple[int, ...] = ()
    is_partial: bool = False


def read_comments(text: str) -> Comments:
    entries = [(name, value.replace("\\]", "]").strip()) for name, value in ENTRY.findall(text[:LONGEST_COMMENT])]
    named = dict(reversed(entries))  # of several ids the first counts
    numbers = [int(word) for word in named.get("order", "").split() if re.fullmatch(r"[0-9]{1,2}", word)]
    return Comments(
        ref=named.get("id", ""),
        tags=tuple(dict.fromkeys(value for name, value in entries if name == "tag" and value)),
        ids=ids_in(named.get("ids", "")),
        order=tuple(numbers) if sorted(numbers) == list(range(1, len(numbers) + 1)) else (),
        is_partial=named.get("rule") == "partial",
    )


def ids_in(text: str) -> tuple[str, ...]:
    """Nothing, unless each is an id and none stands twice."""
    names = text.split()
    return tuple(names) if len(set(names)) == len(names) and all(map(WELL_FORMED_ID.fullmatch, names)) else ()


def written_comments(comments: Comments) -> str:
    """One line with its end; "" when there is nothing to say."""
    entries = [
        *([("id", comments.ref)] if comments.ref else []),
        *(("tag", tag) for tag in comments.tags),
        *([("ids", spaced(comments.ids))] if comments.ids else []),
        *([("order", spaced(comments.order))] if comments.order else []),
        *([("rule", "partial")] if comments.is_partial else []),
    ]
    line = " ".join(f"[{name}:{value.replace(']', chr(92) + ']')}]" for name, value in entries)
    return f"// {line}\n" if line else ""


def spaced(values: Iterable[object]) -> str:
    return " ".join(map(str, values))
