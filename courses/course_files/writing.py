"""A course -> the files of its folder, the same bytes for the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from lms.core.written.forms import Form

from .course import Course, ModuleFolder, Step
from .reading import MODULE, PROGRAMME

WIDTH, LONG = 110, 88
SAFE_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class _Dumper(yaml.SafeDumper):
    """Block style, lists set in, long lines folded and several lines kept as they are."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else ">" if len(text) > LONG and " " in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _words)


def to_yaml(value: Mapping[str, Any]) -> str:
    """Plain values as we write YAML."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)


def write_course(course: Course) -> dict[str, bytes]:
    """Path -> bytes of every YAML file. Media are copied by who has them."""
    files = {PROGRAMME: to_yaml(plain(course.programme))}
    for folder in course.modules:
        files[f"{folder.name}/{MODULE}"] = to_yaml(plain(folder.module))
        files |= {path: to_yaml(plain(step)) for path, step in step_paths(folder)}
    return {path: text.encode() for path, text in files.items()}


def step_paths(folder: ModuleFolder) -> Iterator[tuple[str, Step]]:
    for place, step in enumerate(folder.steps, 1):
        yield f"{folder.name}/{place:02}-{step.key}.yaml", step


def plain(file: Any) -> dict[str, Any]:
    """One file's values as JSON would hold them: what is left out is as if it were not there."""
    return Form(type(file)).plain(file)


def folder_name(slug: str, key: str) -> str:
    """A module's folder: its slug, where every disk can hold it."""
    return slug if SAFE_NAME.fullmatch(slug) and len(slug) <= 80 else f"module-{key[:8]}"
