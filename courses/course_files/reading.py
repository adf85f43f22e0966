"""A listed folder -> a course, or every problem with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lms.core.written.forms import Form
from lms.core.written.nodes import Node
from lms.core.written.reading import REFUSED, Problem
from lms.core.written.shapes import closest

from .collecting import CourseReading, Reference
from .course import Course, Module, ModuleFolder, Programme, Step
from .folder import Listing
from .ids import circles, lost_routes, repeated_across, repeated_in_step, repeated_keys
from .media import is_media, look_at
from .opening import Opener

PROGRAMME, MODULE = "programme.yaml", "module.yaml"
STEP_NAME = re.compile(r"[0-9]{1,4}-(?P<key>.+)\.yaml")
YAML = (".yaml", ".yml")
ODD = {"link": "link", "other": "special", "unreadable": "unreadable"}


@dataclass(frozen=True)
class Found:
    """What a folder holds. `course` is None when there are problems.

    `unfinished`: may be stored as drafts but keeps a module from being released. `references`: names that the database must know;
    `shown`: those of files in the folder.
    """

    course: Course | None
    problems: tuple[Problem, ...]
    unfinished: tuple[Problem, ...]
    references: tuple[Reference, ...]
    shown: tuple[Reference, ...] = ()


def read_course(listing: Listing) -> Found:
    """Everything that can be said about the folder, not the first thing only. Never raises for what stands in a file."""
    return _Folder(listing).read()


class _Folder:
    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.opener = Opener(listing)
        self.problems = [*listing.problems, *_odd(listing)]
        self.unfinished: list[Problem] = []
        self.references: list[Reference] = []
        self.inside: set[str] = set()  # the keys of its modules, also of those that cannot be read

    def read(self) -> Found:
        if self.listing.problems:
            return self._found(None)
        programme, _tree = self._file(PROGRAMME, Programme)
        names = programme.modules if isinstance(programme, Programme) else tuple(self._folders())
        self.problems += self._unnamed(names)
        folders = [folder for name in names if (folder := self._module(name)) is not None]
        self.problems += _shared(folders)
        self.unfinished += circles({f"{folder.name}/{MODULE}": folder.module.key for folder in folders}, self.references)
        media, problems = look_at(self.listing, [one for one in self.references if is_media(one.kind)])
        self.problems += problems
        return self._found(Course(programme, tuple(folders), media) if isinstance(programme, Programme) else None)

    def _found(self, course: Course | None) -> Found:
        outside = tuple(one for one in self.references if not is_media(one.kind) and one.kind != "step" and one.name not in self.inside)
        shown = tuple(one for one in self.references if is_media(one.kind))
        return Found(None if self.problems else course, tuple(self.problems), tuple(self.unfinished), outside, shown)

    def _folders(self) -> list[str]:
        """Folders with a module in them."""
        return [path.removesuffix(f"/{MODULE}") for path in self.listing.entries if path.count("/") == 1 and path.endswith(f"/{MODULE}")]

    def _unnamed(self, names: Iterable[str]) -> Iterator[Problem]:
        """What looks as if it belonged to the course, and does not."""
        for name in self._folders():
            if name not in names:
                yield Problem("", 0, "module_not_named", {"value": name}, f"{name}/{MODULE}")
        for path, entry in self.listing.entries.items():
            if "/" not in path and entry.sort == "file" and path.endswith(YAML) and path != PROGRAMME:
                yield Problem("", 0, "unknown_file", {"suggestion": closest(path, [PROGRAMME])}, path)

    def _module(self, name: str) -> ModuleFolder | None:
        module, head = self._file(f"{name}/{MODULE}", Module)
        self.inside |= {key.text.lower() for key in [head.entries.get("key")] if key} if head else set()
        read = [(path, *self._file(path, Step)) for path in self._steps(name)]
        trees = [(path, tree) for path, _step, tree in read if tree is not None]
        self.problems += [*repeated_keys(trees), *(one for path, tree in trees for one in repeated_in_step(path, tree))]
        self.unfinished += repeated_across(trees)
        self.problems += lost_routes(trees, self.references)
        steps = [step for _path, step, _tree in read if isinstance(step, Step)]
        self.problems += [problem for path, step, _tree in read if (problem := _named_otherwise(path, step))]
        return ModuleFolder(name, module, tuple(steps)) if isinstance(module, Module) else None

    def _steps(self, name: str) -> Iterator[str]:
        """Step files in their order; anything else that looks like one is named."""
        for path, entry in self.listing.entries.items():
            folder, _slash, file = path.rpartition("/")
            if folder != name or file == MODULE or not file.endswith(YAML):
                continue
            if STEP_NAME.fullmatch(file) and entry.sort in ("file", "folder"):
                yield path
            elif entry.sort == "file":
                self.problems.append(Problem("", 0, "not_a_step", {}, path))

    def _file(self, path: str, form: type) -> tuple[Any, Node | None]:
        """One YAML file as its dataclass, or REFUSED; and its tree."""
        into = CourseReading(path)
        tree = self.opener.tree(path, into)
        read = Form(form).read(tree, into) if tree is not None else REFUSED
        self.problems += into.problems
        self.unfinished += into.unfinished
        self.references += into.references
        return read, tree


def _odd(listing: Listing) -> Iterator[Problem]:
    """Links could lead out of the folder; devices never end."""
    for entry in listing.entries.values():
        if entry.sort in ODD:
            yield Problem("", 0, ODD[entry.sort], {"why": ""}, entry.path)


def _named_otherwise(path: str, step: Any) -> Problem | None:
    named = STEP_NAME.fullmatch(path.rpartition("/")[2])
    is_other = isinstance(step, Step) and named is not None and named["key"] != step.key
    return Problem("key", 0, "other_key", {"value": step.key}, path) if is_other else None


def _shared(folders: list[ModuleFolder]) -> Iterator[Problem]:
    """Keys and addresses that two modules share."""
    for name in ("key", "slug"):
        seen: set[str] = set()
        for folder in folders:
            value = getattr(folder.module, name)
            if value in seen:
                yield Problem(name, 0, "repeated_in_modules", {"value": value}, f"{folder.name}/{MODULE}")
            seen.add(value)
