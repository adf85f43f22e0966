"""The files of a course folder: one dataclass a file, which the reader, the writer, the JSON Schema and the page in docs/ share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from courses.editions.completing import asks_nothing
from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node
from lms.core.written.reading import Reading
from lms.core.written.shapes import Choice, Flag, Key, ListOf, Table, Whole

from .blocks import AnyBlock, Block
from .collecting import CourseReading
from .texts import InNoOrder, ModuleKey, Slug, Title, Uuid, Words

MOST_MINUTES = 32_767  # what the database keeps


@dataclass(frozen=True, kw_only=True)
class Programme:
    """`programme.yaml`: the course, and the order of its modules."""

    KEPT: ClassVar = ("review", "is_example", "licence")

    key: str = said("Names the programme for life. Left out, it follows from the slug.", Uuid(), default="")
    slug: str = said("Its address.", Slug())
    title: str = said("Its name.", Title())
    summary: str = said("One or two sentences.", Words(200, is_needed=False), default="")
    for_whom: str = said("Who it is for.", Words(600, is_needed=False, has_lines=True), default="")
    time: str = said("How much time it takes.", Words(200, is_needed=False), default="")
    cost: str = said("What it costs.", Words(200, is_needed=False), default="")
    help: str = said("What help people can have.", Words(600, is_needed=False, has_lines=True), default="")
    hard: str = said("What may be hard about it.", Words(600, is_needed=False, has_lines=True), default="")
    how_to_join: str = said("How to ask for a place.", Words(200, is_needed=False), default="")
    modules: tuple[str, ...] = said("The folders of its modules, in the order of teaching.", ListOf(Slug(200)), default=())
    review: str = said("Who has read it, in words. No screen shows it.", Words(400, is_needed=False), default="")
    is_example: bool = said("The content is an example. No screen shows it.", Flag(), default=False)
    licence: str = said("What others may do with it. No screen shows it.", Words(200, is_needed=False), default="")


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What completing a module takes. Each part may be left off, but not all of them."""

    read: bool = said("Every step is read.", Flag())
    checks: str = said("Its questions: not asked for, answered, or answered right once.", Choice(("none", "answered", "right")))
    quizzes: str = said("Every test that a step leads to is passed.", Choice(("passed",)), default="")
    scenarios: str = said("Its stories: gone through once, or every choice tried once.", Choice(("once", "all_routes")), default="")

    def check(self, node: Node, into: Reading) -> None:
        if asks_nothing(vars(self)):
            cast(CourseReading, into).leave(node.path, node.line, "asks_nothing")


AS_EDITORS_BEGIN = Completion(read=True, checks="answered")


@dataclass(frozen=True, kw_only=True)
class Module:
    """`module.yaml`: what a module teaches and what it counts for."""

    KEPT: ClassVar = ("topics_that_may_be_hard", "review")

    key: str = said("Learners' records hang on it: it never changes, even when the title does.", Uuid())
    slug: str = said("Its address.", Slug())
    title: str = said("Its name.", Title())
    summary: str = said("One or two sentences.", Words(200))
    outcomes: tuple[str, ...] = said("What people can do afterwards.", ListOf(Words(200)), default=())
    minutes_by_domain: Mapping[str, int] = said(
        "What the whole module counts for, with its live practice: a domain's code and minutes.",
        Table(Whole(1, MOST_MINUTES, "minutes"), Slug(50)),
        default_factory=dict,
    )
    completion: Completion = said("What completing it takes.", Form(Completion), default=AS_EDITORS_BEGIN)  # noqa: RUF009 - a field
    prerequisites: tuple[str, ...] = said(
        "Modules of the same programme that come first, only where this one makes no sense without them.", ListOf(ModuleKey()), default=()
    )
    topics_that_may_be_hard: tuple[str, ...] = said("For editors. No screen shows it.", ListOf(Words(100)), default=())
    review: str = said("Who has read it, in words. No screen shows it.", Words(400, is_needed=False), default="")


@dataclass(frozen=True, kw_only=True)
class Step:
    """`<nn>-<key>.yaml`: one step. The number is its place in the module."""

    key: str = said("Names the step for life; the file is called after it.", Key(64))
    slug: str = said("Its address, where that is not the key.", Slug(), default="")
    title: str = said("Its title.", Title())
    minutes: int = said("How long it takes to read.", Whole(0, MOST_MINUTES, "minutes"))
    topics: tuple[str, ...] = said("What it is about, by the short names of topics. New ones are made.", InNoOrder(Slug(60)), default=())
    blocks: tuple[Block, ...] = said("What stands in it.", ListOf(AnyBlock()), default=())


@dataclass(frozen=True)
class ModuleFolder:
    """A module with its steps in reading order. `name`: of its folder."""

    name: str
    module: Module
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Course:
    """A whole folder without problems. `media`: SHA-256 by path, of every file that a block names."""

    programme: Programme
    modules: tuple[ModuleFolder, ...]
    media: Mapping[str, str]


def kept_of(file: Programme | Module) -> dict[str, Any]:
    """What a file says that no screen shows; it is carried along so that nothing is lost on the way through the workshop."""
    values = {name: getattr(file, name) for name in file.KEPT}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value}
