"""Drawing editions for learners. Only editions are drawn, never pages.

A renderer is found by (block type, schema version) and is never removed while a stored edition uses it. What is the same for
everybody is drawn once and kept in this process, keyed by the edition's hash, its count of redactions and the language; what
belongs to one learner (answers, reflections, the way into a test) is left as a part for the page to fill.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .structure import Block, shows_any

Fragments = Mapping[str, str]
Kept = dict[str, Any] | None
Gone = frozenset[str]
NONE_GONE: Gone = frozenset()

STATIC: dict[tuple[str, int], str] = {
    ("heading", 1): "courses/blocks/v1/heading.html",
    ("text", 1): "courses/blocks/v1/text.html",
    ("callout", 1): "courses/blocks/v1/callout.html",
    ("quote", 1): "courses/blocks/v1/quote.html",
    ("landing", 1): "courses/blocks/v1/landing.html",
    ("accordion", 1): "courses/blocks/v1/accordion.html",
    ("glossary", 1): "courses/blocks/v1/glossary.html",
    ("story", 1): "courses/blocks/v1/story.html",
    ("image", 1): "courses/blocks/v1/image.html",
    ("video", 1): "courses/blocks/v1/video.html",
    ("audio", 1): "courses/blocks/v1/audio.html",
    ("download", 1): "courses/blocks/v1/download.html",
    ("try_it", 1): "courses/blocks/v1/try_it.html",
}
PERSONAL: frozenset[tuple[str, int]] = frozenset({("check", 1), ("reflection", 1), ("quiz", 1), ("scenario", 1)})
NOTHING = SafeString("")
# In the topics of a content note, which editors write themselves.
WATCHED = ("abuse", "violence", "violent", "assault", "stalking", "coercive", "rape", "controlling")
ASIDE: frozenset[tuple[str, int]] = frozenset({("note", 1)})


def has_renderer(block_type: str, version: int) -> bool:
    """Whether stored blocks of this type and schema can be drawn."""
    return (block_type, version) in STATIC or (block_type, version) in PERSONAL | ASIDE


class NoRenderer(Exception):
    """A stored edition uses a block that this code cannot draw: a renderer was removed, which must never happen."""


@dataclass(frozen=True)
class Part:
    """A stretch of a step: finished HTML, or a block that the page fills with what belongs to the learner."""

    kind: str
    html: SafeString = NOTHING
    block_id: str = ""
    value: Kept = None


@dataclass(frozen=True)
class RenderedStep:
    key: str
    slug: str
    title: str
    minutes: int
    note: Kept
    parts: tuple[Part, ...]
    # A step that is looked after (withdrawing.py): what its learners fill in, out of sight.
    aside: tuple[Part, ...] = ()
    is_away: bool = False

    @property
    def is_strong(self) -> bool:
        return bool(self.note and self.note["strength"] == "strong")

    @property
    def open_route(self) -> Kept:
        """The step that may be done in place of this one; None where there is none, or where it is looked after itself."""
        route: Kept = (self.note or {}).get("other_route")
        return None if route is None or route.get("is_away") else route

    @property
    def may_be_watched(self) -> bool:
        """Whether the step talks about violence or control by somebody close: then a reader may have to leave at once (ux.md 4.3)."""
        topics = " ".join(self.note["topics"]).casefold() if self.note else ""
        return any(word in topics for word in WATCHED)

    @property
    def practice(self) -> tuple[Part, ...]:
        """Without what is read: what stays when somebody takes the short version."""
        return tuple(part for part in self.parts if part.kind != "html")

    @property
    def answerable(self) -> tuple[Part, ...]:
        """Every part whose answers are kept, in sight or not."""
        return (*self.parts, *self.aside)

    def shows(self, block_id: str) -> bool:
        """Whether what is drawn has a block of this id."""
        return any(f'id="b-{block_id}"' in part.html for part in self.parts)

    def find(self, kind: str, block_id: str) -> Kept:
        """The value of one check, reflection or quiz; None when the step has no such block."""
        return next((part.value for part in self.answerable if part.kind == kind and part.block_id == block_id), None)


@dataclass(frozen=True)
class RenderedEdition:
    outcomes: tuple[str, ...]
    steps: Mapping[str, RenderedStep]
    completion: Mapping[str, Any] = field(default_factory=dict)

    def by_key(self, key: str) -> RenderedStep | None:
        return next((step for step in self.steps.values() if step.key == key), None)


def render_edition(content: Mapping[str, Any], version: int, fragments: Fragments, gone: Gone = NONE_GONE) -> RenderedEdition:
    """Draw everything that is the same for all learners. `fragments`: hash -> stored body, without those taken back. `gone`: the hashes
    of files that were taken back, whichever block shows them."""
    steps = {step["slug"]: render_step(step, version, fragments, gone) for step in content["steps"]}
    return RenderedEdition(tuple(content["module"]["outcomes"]), steps, content["module"].get("completion", {}))


def render_step(step: Mapping[str, Any], version: int, fragments: Fragments, gone: Gone = NONE_GONE) -> RenderedStep:
    """One step. Raises NoRenderer for a block type that no renderer knows."""
    note = next((block["value"] for block in step["blocks"] if (block["type"], version) in ASIDE), None)
    drawn = [part for block in step["blocks"] if (part := _part(block, version, fragments, gone))]
    return RenderedStep(step["key"], step["slug"], step["title"], step["minutes"], note, _joined(drawn))


def _part(block: Block, version: int, fragments: Fragments, gone: Gone) -> Part | None:
    key = (block["type"], version)
    if key in ASIDE:
        return None
    if key in PERSONAL:
        return Part(block["type"], block_id=block["id"], value=block["value"])
    if key not in STATIC:
        raise NoRenderer(f"{block['type']}, schema {version}")
    value = block["value"]
    context = {"block": block, "value": value, "words": _words_of(value, fragments), "is_gone": bool(gone) and shows_any(value, gone)}
    return Part("html", html=SafeString(get_template(STATIC[key]).render(context)))


def _words_of(value: Mapping[str, Any], fragments: Fragments) -> Kept:
    """The lent words of a block: None when the block has none or they were taken back."""
    body = fragments.get(value.get("fragment", ""))
    return json.loads(body) if body else None


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbouring pieces of finished HTML become one, so that a page is a few large strings."""
    joined: list[Part] = []
    for part in parts:
        if part.kind == "html" and joined and joined[-1].kind == "html":
            part = Part("html", html=SafeString(joined.pop().html + part.html))
        joined.append(part)
    return tuple(joined)


class Shelf:
    """The last drawn editions. In this process only: they are immutable, so nothing has to be told to forget."""

    def __init__(self, room: int = 64) -> None:
        self.room = room
        self._kept: OrderedDict[tuple[Any, ...], RenderedEdition] = OrderedDict()

    def get(self, sha256: str, redactions: int, draw: Callable[[], RenderedEdition]) -> RenderedEdition:
        key = (sha256, redactions, get_language())
        if key not in self._kept:
            self._kept[key] = draw()
        self._kept.move_to_end(key)
        while len(self._kept) > self.room:
            self._kept.popitem(last=False)
        return self._kept[key]

    def clear(self) -> None:
        self._kept.clear()


SHELF = Shelf()
