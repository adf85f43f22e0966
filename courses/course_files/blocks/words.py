"""Blocks of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from courses.course_files.collecting import CourseReading
from courses.course_files.markdown import to_html
from courses.course_files.texts import Id, Markdown, Words, lines, one_line
from lms.core.written.forms import Form, said
from lms.core.written.nodes import Node
from lms.core.written.reading import Reading
from lms.core.written.shapes import Choice, ListOf, Whole

from .base import Block, Named, Places, Raw, item, items_of, rich


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """The title of a part."""

    type = "heading"
    level: int = said("2, or 3 below a 2.", Whole(2, 3))
    text: str = said("The words.", Words(120))

    def to_raw(self, places: Places) -> Raw:
        return {"text": self.text, "level": str(self.level)}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"level": int(raw["level"]), "text": one_line(raw["text"])}


@dataclass(frozen=True, kw_only=True)
class Text(Block):
    """A few short paragraphs."""

    type = "text"
    markdown: str = said("The words.", Markdown())

    def to_raw(self, places: Places) -> Raw:
        return to_html(self.markdown)

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"markdown": rich(raw if isinstance(raw, str) else raw["html"], places)}


@dataclass(frozen=True, kw_only=True)
class Callout(Block):
    """One thing to remember, to do, to try not to do, or a rule of the place: laws, numbers, whom to ring."""

    type = "callout"
    kind: str = said("What it is.", Choice(("remember", "do", "try_not", "local")))
    rule: str = said(
        "For `local`: the key of a local rule of the service. Its title and text stand here then.", Named(60, kind="rule"), default=""
    )
    title: str = said("Its heading. Not needed with a rule.", Words(120, is_needed=False), default="")
    markdown: str = said("The words. Not needed with a rule.", Markdown(is_needed=False), default="")

    def check(self, node: Node, into: Reading) -> None:
        if self.rule and self.kind != "local":
            into.refuse(node.entries["rule"].path, node.entries["rule"].line, "rule_of_another", value=self.kind)
        for name in () if self.rule else ("title", "markdown"):
            if not getattr(self, name):
                at = node.entries.get(name, node)
                cast(CourseReading, into).leave(at.path, at.line, "empty", key=name)

    def to_raw(self, places: Places) -> Raw:
        return {"kind": self.kind, "rule": places.row("rule", self.rule), "title": self.title, "html": to_html(self.markdown)}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        """A rule beside another kind is what an editor chose before: no edition reads it."""
        rule = places.name("rule", raw.get("rule")) if raw["kind"] == "local" else ""
        return {"kind": raw["kind"], "rule": rule, "title": one_line(raw["title"]), "markdown": rich(raw["html"], places)}


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A line that is always seen, and what opens below it."""

    id: str = said("Its id, for life.", Id())
    title: str = said("The line that is always seen.", Words(120))
    markdown: str = said("What opens.", Markdown())


@dataclass(frozen=True, kw_only=True)
class Accordion(Block):
    """More to read for those who want it, behind one line each. Nothing that everybody needs."""

    type = "accordion"
    items: tuple[Opening, ...] = said("The lines.", ListOf(Form(Opening)))

    def to_raw(self, places: Places) -> Raw:
        return {"items": [item(one.id, {"title": one.title, "html": to_html(one.markdown)}) for one in self.items]}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        rows = items_of(raw["items"])
        return {"items": tuple(Opening(id=name, title=one_line(row["title"]), markdown=rich(row["html"], places)) for name, row in rows)}


@dataclass(frozen=True, kw_only=True)
class Glossary(Block):
    """A word that not everybody knows, and what it means."""

    type = "glossary"
    term: str = said("The word.", Words(80))
    meaning: str = said("What it means, plainly.", Words(300, has_lines=True))

    def to_raw(self, places: Places) -> Raw:
        return {"term": self.term, "meaning": self.meaning}

    @classmethod
    def from_raw(cls, raw: Raw, places: Places) -> dict[str, Any]:
        return {"term": one_line(raw["term"]), "meaning": lines(raw["meaning"])}
