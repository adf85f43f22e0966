"""Ids and keys that stand twice in a module, found in the trees of its files: also where the rest of a file cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from lms.core.written.nodes import Node
from lms.core.written.reading import Problem

from .collecting import Reference

Trees = Sequence[tuple[str, Node]]


def repeated_keys(steps: Trees) -> Iterator[Problem]:
    """Two steps with one key would share their learners' records."""
    seen: set[str] = set()
    for path, tree in steps:
        key = tree.entries.get("key")
        if key is not None and key.text in seen:
            yield Problem("key", key.line, "repeated_step", {"value": key.text[:64]}, path)
        seen.add(key.text if key is not None else "")


def repeated_in_step(path: str, tree: Node) -> Iterator[Problem]:
    """Two blocks of a step with one id would share their answers."""
    seen: set[str] = set()
    for block in _ids(tree):
        if block.text in seen:
            yield Problem(block.path, block.line, "repeated_id", {"value": block.text[:64]}, path)
        seen.add(block.text)


def repeated_across(steps: Trees) -> Iterator[Problem]:
    """Unique in the module is the rule; a step that was copied in the CMS breaks it, so that is no reason to refuse a draft."""
    first: dict[str, str] = {}
    for path, tree in steps:
        for block in _ids(tree):
            other = first.setdefault(block.text, path)
            if other != path:
                yield Problem(block.path, block.line, "id_elsewhere", {"value": block.text[:64], "other": other}, path)


def lost_routes(steps: Trees, references: Iterable[Reference]) -> Iterator[Problem]:
    """Steps that a note sends people to and that this module does not have."""
    keys = {tree.entries["key"].text for _path, tree in steps if "key" in tree.entries}
    files = {path for path, _tree in steps}
    for one in references:
        if one.kind == "step" and one.file in files and one.name not in keys:
            yield Problem(one.path, one.line, "no_step", {"value": one.name}, one.file)


def circles(files: Mapping[str, str], references: Iterable[Reference]) -> Iterator[Problem]:
    """Modules that wait for each other: nobody could begin. `files`: key by path. The CMS has such drafts too, but releases none."""
    needs = [(files[one.file], one) for one in references if one.kind == "module" and one.file in files]
    graph: dict[str, list[str]] = {}
    for key, one in needs:
        graph.setdefault(key, []).append(one.name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found = error.args[1]
        pairs = set(pairwise(found))  # each is needed by the next
        lines = [(key, one) for key, one in needs if (one.name, key) in pairs]
        names = ", ".join(one.file.partition("/")[0] for _key, one in lines)
        yield from (Problem(one.path, one.line, "module_circle", {"names": names}, one.file) for _key, one in lines)


def _ids(tree: Node) -> Iterator[Node]:
    blocks = tree.entries.get("blocks")
    for block in blocks.items if blocks is not None else ():
        if "id" in block.entries:
            yield block.entries["id"]
