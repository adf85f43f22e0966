"""What differs between two contents of a module, for the eyes of an editor before a release. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .structure import Block, Content

Kind = Literal["added", "taken_out", "changed", "moved"]
# Names of values that are no words: places, hashes, settings.
SILENT = frozenset(
    {"id", "sha256", "type", "fragment", "start", "goes_to", "kind", "salt", "key", "keys", "rule", "audience", "form", "language", "bytes"}
)
# What is read first, whatever order the canonical form has; everything else follows, and the reasons come last.
FIRST, LAST = ("title", "name", "stem", "prompt", "term", "intro", "text"), ("why", "debrief")


@dataclass(frozen=True)
class BlockChange:
    """One block that is not as it was. `before` and `after` are its words, line by line, without markup."""

    kind: Kind
    type: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class StepChange:
    """One step that is not as it was. `blocks` are those of a step that changed. "moved": `title` is all titles in their new order."""

    kind: Kind
    title: str
    blocks: tuple[BlockChange, ...] = ()


def differences(before: Content, after: Content, fragments: Mapping[str, Mapping[str, str]]) -> list[StepChange]:
    """Each step that came, went, changed or stands elsewhere, in reading order; what is said about the module itself comes first.

    `fragments`: hash -> the lent words of both contents, without those that were taken back.
    """
    old = {step["key"]: step for step in before["steps"]}
    new = {step["key"]: step for step in after["steps"]}
    found = [*_of_the_module(before["module"], after["module"])]
    for key, step in new.items():
        found += _of_step(old[key], step, fragments) if key in old else [StepChange("added", step["title"])]
    found += [StepChange("taken_out", step["title"]) for key, step in old.items() if key not in new]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(StepChange("moved", " · ".join(step["title"] for step in new.values())))
    return found


def _of_the_module(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[StepChange]:
    changed = [
        BlockChange("changed", name, _said(before.get(name), {}), _said(after.get(name), {}))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
    if changed:
        yield StepChange("changed", after["title"], tuple(changed))


def _of_step(before: Mapping[str, Any], after: Mapping[str, Any], fragments: Mapping[str, Mapping[str, str]]) -> list[StepChange]:
    old = {block["id"]: block for block in before["blocks"]}
    new = {block["id"]: block for block in after["blocks"]}
    found = [change for key, block in new.items() for change in _of_block(old.get(key), block, fragments)]
    found += [BlockChange("taken_out", block["type"], words_of(block, fragments)) for key, block in old.items() if key not in new]
    for name in ("title", "minutes"):
        if before[name] != after[name]:
            found.insert(0, BlockChange("changed", name, str(before[name]), str(after[name])))
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(BlockChange("moved", ""))
    return [StepChange("changed", after["title"], tuple(found))] if found else []


def _of_block(old: Block | None, new: Block, fragments: Mapping[str, Mapping[str, str]]) -> Iterator[BlockChange]:
    if old is None:
        yield BlockChange("added", new["type"], "", words_of(new, fragments))
    elif old != new:
        yield BlockChange("changed", new["type"], words_of(old, fragments), words_of(new, fragments))


def words_of(block: Block, fragments: Mapping[str, Mapping[str, str]]) -> str:
    """Everything that a block says, a line for each piece, whatever its type."""
    return _said(block["value"], fragments)


def _said(value: Any, fragments: Mapping[str, Mapping[str, str]]) -> str:
    return "\n".join(line for line in (plain_line(piece) for piece in _pieces(value, fragments)) if line)


def _pieces(value: Any, fragments: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if isinstance(value, Mapping):
        lent = fragments.get(value.get("fragment", ""), {})
        for name, part in sorted([*lent.items(), *value.items()], key=_turn):
            if name not in SILENT:
                yield from _pieces(part, fragments)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _pieces(part, fragments)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _turn(item: tuple[str, Any]) -> int:
    """Where a named part stands when it is read."""
    name = item[0]
    return FIRST.index(name) if name in FIRST else len(FIRST) + (name in LAST)


def plain_line(html: str) -> str:
    """Words without markup, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
