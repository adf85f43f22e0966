"""YAML or plain values -> nodes that know their line. Pure: no Django, no clock, no file access.

These files are written by people, so every complaint must be able to say where. `yaml.safe_load` forgets
lines, turns `NO` into False and `1:30` into 90; composing the tree and keeping the text as written does neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from lms.core.written.reading import Reading

Sort = Literal["text", "whole", "flag", "day", "other", "list", "map"]

_SORTS: Mapping[str, Sort] = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "whole",
    "tag:yaml.org,2002:bool": "flag",
    "tag:yaml.org,2002:timestamp": "day",
}

_PLAIN = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


@dataclass(frozen=True)
class Node:
    """One value as its author wrote it. `line` counts from 1; 0 means "not from a file"."""

    sort: Sort
    path: str
    line: int
    key_line: int
    text: str = ""
    items: Sequence[Node] = ()
    entries: Mapping[str, Node] = field(default_factory=dict)
    is_below: bool = False

    @property
    def text_line(self) -> int:
        """Where the words begin: a text after | or > begins on the next line."""
        return self.line + self.is_below

    @property
    def key(self) -> str:
        """The name under which the value stands, as a reader would look for it."""
        return self.path.rpartition(".")[2]


def from_yaml(text: str, into: Reading) -> Node | None:
    """Read one YAML document; None when it cannot be read at all (the problem is then in `into`)."""
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        into.refuse("", mark.line + 1 if mark else 0, "not_yaml", detail=error.problem or error.context or "")
        return None
    except yaml.YAMLError:
        into.refuse("", 0, "not_yaml", detail="")
        return None
    except RecursionError:
        into.refuse("", 0, "nested_without_end")
        return None
    if tree is None:
        into.refuse("", 0, "empty_file")
        return None
    return _YamlReader(into).node(tree, "", tree.start_mark.line + 1)


class _YamlReader:
    def __init__(self, into: Reading) -> None:
        self.into = into
        self.seen: set[int] = set()

    def node(self, raw: yaml.Node, path: str, key_line: int) -> Node:
        line = raw.start_mark.line + 1
        # An alias yields the very node it points to. Shared parts make a rule hard to read, and some are bombs.
        if id(raw) in self.seen:
            self.into.refuse(path, line, "alias")
            return Node("other", path, line, key_line)
        self.seen.add(id(raw))
        if isinstance(raw, yaml.CollectionNode) and raw.tag not in _PLAIN:
            self.into.refuse(path, line, "tag")
        if isinstance(raw, yaml.SequenceNode):
            items = [self.node(item, f"{path}[{n}]", item.start_mark.line + 1) for n, item in enumerate(raw.value, 1)]
            return Node("list", path, line, key_line, items=tuple(items))
        if isinstance(raw, yaml.MappingNode):
            return Node("map", path, line, key_line, entries=self.entries(raw, path))
        is_below = getattr(raw, "style", None) in ("|", ">")
        return Node(_SORTS.get(raw.tag, "other"), path, line, key_line, text=str(raw.value), is_below=is_below)

    def entries(self, raw: yaml.MappingNode, path: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for name, value in raw.value:
            key_line = name.start_mark.line + 1
            if not self.is_key(name, path, key_line):
                continue
            key = str(name.value)
            inner = f"{path}.{key}" if path else key
            if key in found:
                self.into.refuse(inner, key_line, "repeated_key", key=key)
            found[key] = self.node(value, inner, key_line)
        return found

    def is_key(self, name: yaml.Node, path: str, line: int) -> bool:
        """Whether a key is plain words, written out here; else it is refused, and what stands under it is not read.

        A key may be a whole tree: only to write it down as words could outgrow any memory.
        """
        if id(name) in self.seen:
            self.into.refuse(path, line, "alias")
            return False
        self.seen.add(id(name))
        if not isinstance(name, yaml.ScalarNode):
            self.into.refuse(path, line, "key_not_plain")
            return False
        return True


def from_plain(value: Any, path: str = "") -> Node:
    """The same nodes from values that came out of canonical JSON."""
    if isinstance(value, Mapping):
        inner = {str(k): from_plain(v, f"{path}.{k}" if path else str(k)) for k, v in value.items()}
        return Node("map", path, 0, 0, entries=inner)
    if isinstance(value, list | tuple):
        return Node("list", path, 0, 0, items=tuple(from_plain(v, f"{path}[{n}]") for n, v in enumerate(value, 1)))
    if isinstance(value, bool):
        return Node("flag", path, 0, 0, text="true" if value else "false")
    if isinstance(value, int):
        return Node("whole", path, 0, 0, text=str(value))
    return Node("text" if isinstance(value, str) else "other", path, 0, 0, text=str(value))
