"""What differs between two contents of a module, step by step, block by block and word by word: for previews and before a release. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from html import unescape
from typing import Any, Literal, TypeAlias

from assessments.worddiff import SAME, Span, compare, paragraphs
from lms.core.canonical import canonical_json

from .structure import Block, Content

Kind: TypeAlias = Literal["added", "taken_out", "changed", "moved"]
Fragments: TypeAlias = Mapping[str, Mapping[str, str]]
Step: TypeAlias = Mapping[str, Any]
STEP_FACTS = ("title", "minutes", "topics")
ENDS_A_LINE = re.compile(r"</(?:p|li|h\d|blockquote)>|<br ?/?>")
# Names of values that are no words: places, hashes, settings.
SILENT = frozenset(
    {"id", "sha256", "type", "fragment", "start", "goes_to", "kind", "salt", "key", "keys", "rule", "audience", "form", "language", "bytes"}
)
# What is read first, whatever order the canonical form has; everything else follows, and the reasons come last.
FIRST, LAST = ("title", "name", "stem", "prompt", "term", "intro", "text"), ("why", "debrief")


@dataclass(frozen=True)
class BlockChange:
    """One block, or one fact about a step or module, that is not as it was. `before` and `after` are its words, line by line, without
    markup; both are empty for a block that only moved."""

    kind: Kind
    type: str
    before: str = ""
    after: str = ""
    block_id: str = ""

    @cached_property
    def spans(self) -> list[Span]:
        """Its words with those that came and went; all the same when only something else changed, like an answer that fits."""
        return compare(self.before.replace("\n", "\n\n"), self.after.replace("\n", "\n\n"))

    @property
    def is_about_words(self) -> bool:
        return any(span.kind != SAME for span in self.spans)

    @property
    def rows(self) -> list[list[Span]]:
        """The words by paragraphs."""
        return paragraphs(self.spans)


@dataclass(frozen=True)
class StepChange:
    """One step that is not as it was, with what changed in it. "moved": `title` is all titles in their new order."""

    kind: Kind
    title: str
    blocks: tuple[BlockChange, ...] = ()


def differences(before: Content, after: Content, fragments: Fragments) -> list[StepChange]:
    """Each step that came, went, changed or stands elsewhere, in reading order; what is said about the module itself comes first.

    `fragments`: hash -> the lent words of both contents, without those that were taken back.
    """
    old = {step["key"]: step for step in before["steps"]}
    new = {step["key"]: step for step in after["steps"]}
    found = [*_of_the_module(before["module"], after["module"])]
    for key, step in new.items():
        changes = step_differences(old.get(key), step, fragments)
        if changes or key not in old:
            found.append(StepChange("changed" if key in old else "added", step["title"], tuple(changes)))
    found += [StepChange("taken_out", step["title"]) for key, step in old.items() if key not in new]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(StepChange("moved", " · ".join(step["title"] for step in new.values())))
    return found


def step_differences(before: Step | None, after: Step, fragments: Fragments) -> list[BlockChange]:
    """What is said about the step, then its blocks in reading order; what stayed is left out. `before` is None for a new step."""
    facts = _facts(before, after, STEP_FACTS) if before is not None else []
    old, new = {block["id"]: block for block in (before or {"blocks": []})["blocks"]}, {block["id"]: block for block in after["blocks"]}
    found = [*facts]
    for _tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        gone, come = list(old)[old_from:old_to], list(new)[new_from:new_to]
        found += [change for name in come for change in _of_block(old.get(name), new[name], name not in gone, fragments)]
        found += [_taken_out(old[name], fragments) for name in gone if name not in new]
    return found


def _of_the_module(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[StepChange]:
    if changed := _facts(before, after, dict.fromkeys([*before, *after])):
        yield StepChange("changed", after["title"], tuple(changed))


def _facts(before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]) -> list[BlockChange]:
    return [
        BlockChange("changed", name, _said(before.get(name), {}), _said(after.get(name), {}))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _of_block(old: Block | None, new: Block, is_elsewhere: bool, fragments: Fragments) -> Iterator[BlockChange]:
    after = words_of(new, fragments)
    if old is None:
        yield BlockChange("added", new["type"], "", after, new["id"])
    elif canonical_json(old["value"]) != canonical_json(new["value"]):  # a draft has tuples and its own order of fields
        yield BlockChange("moved" if is_elsewhere else "changed", new["type"], words_of(old, fragments), after, new["id"])
    elif is_elsewhere:
        yield BlockChange("moved", new["type"], block_id=new["id"])


def _taken_out(old: Block, fragments: Fragments) -> BlockChange:
    return BlockChange("taken_out", old["type"], words_of(old, fragments), block_id=old["id"])


def words_of(block: Block, fragments: Fragments) -> str:
    """Everything that a block says, a line for each piece, whatever its type."""
    return _said(block["value"], fragments)


def _said(value: Any, fragments: Fragments) -> str:
    parts = (part for piece in _pieces(value, fragments) for part in ENDS_A_LINE.split(piece))
    return "\n".join(line for line in (unescape(plain_line(part)) for part in parts) if line)


def _pieces(value: Any, fragments: Fragments) -> Iterator[str]:
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


def _turn(item: tuple[str, Any]) -> tuple[int, str]:
    """Where a named part stands when it is read: the same in a stored edition and in a draft, whose fields are in the form's order."""
    name = item[0]
    return FIRST.index(name) if name in FIRST else len(FIRST) + (name in LAST), name


def plain_line(html: str) -> str:
    """Words without markup, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())
