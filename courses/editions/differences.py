"""What changed in a step since an edition, block by block and word by word. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from assessments.worddiff import SAME, Span, compare, paragraphs
from courses.wording import words_of
from lms.core.canonical import canonical_json

from .structure import Block

Kind: TypeAlias = Literal["added", "removed", "changed", "moved"]
Fragments: TypeAlias = Mapping[str, str]
Step: TypeAlias = Mapping[str, Any]
READ_FIRST = (
    "title", "name", "term", "topics", "sentence", "intro", "stem", "prompt", "task", "text", "html", "meaning", "question", "options",
    "items", "scenes", "choices", "consequence", "protects", "feedback", "why", "debrief",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What became of one block. `spans`: its words with those that came and went; all the same when only something else changed,
    like the answer that fits or a picture."""

    kind: Kind
    type: str
    block_id: str
    spans: tuple[Span, ...]

    @property
    def is_about_words(self) -> bool:
        return any(span.kind != SAME for span in self.spans)

    @property
    def rows(self) -> list[list[Span]]:
        """The words by paragraphs."""
        return paragraphs(list(self.spans))


def differences(before: Step | None, after: Step | None, fragments: Fragments) -> list[Change]:
    """Changes in reading order; blocks that stayed as they were are left out. `fragments`: the words that were lent, by hash."""
    old, new = _blocks(before), _blocks(after)
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    found: list[Change] = []
    for step, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        gone, come = list(old)[old_from:old_to], list(new)[new_from:new_to]
        found += _same(old, new, come, fragments) if step == "equal" else _others(old, new, gone, come, fragments)
    return found


def _blocks(step: Step | None) -> dict[str, Block]:
    return {block["id"]: block for block in step["blocks"]} if step else {}


def _same(old: Mapping[str, Block], new: Mapping[str, Block], ids: Sequence[str], fragments: Fragments) -> Iterator[Change]:
    for name in ids:
        if canonical_json(old[name]["value"]) != canonical_json(new[name]["value"]):
            yield _change("changed", old[name], new[name], fragments)


def _others(
    old: Mapping[str, Block], new: Mapping[str, Block], gone: Sequence[str], come: Sequence[str], fragments: Fragments
) -> Iterator[Change]:
    for name in gone:
        if name not in new:
            yield _change("removed", old[name], None, fragments)
    for name in come:
        yield _change("moved" if name in old else "added", old.get(name), new[name], fragments)


def _change(kind: Kind, old: Block | None, new: Block | None, fragments: Fragments) -> Change:
    block = new or old or {}
    return Change(kind, block["type"], block["id"], tuple(compare(_text(old, fragments), _text(new, fragments))))


def _text(block: Block | None, fragments: Fragments) -> str:
    """All words of a block, a paragraph for each field."""
    if block is None:
        return ""
    lent = fragments.get(block["value"].get("fragment", ""))
    value = {**block["value"], **json.loads(lent)} if lent else block["value"]
    return "\n\n".join(words_of({**block, "value": _in_reading_order(value)}))


def _in_reading_order(value: Any) -> Any:
    """A stored edition has its fields by the alphabet, a draft as the editor's form has them: both are read in the same order."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: (READ_FIRST.index(name) if name in READ_FIRST else len(READ_FIRST), name))
        return {name: _in_reading_order(value[name]) for name in names}
    return [_in_reading_order(item) for item in value] if isinstance(value, list | tuple) else value
