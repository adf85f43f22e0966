"""What an edition is about. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .structure import Content, is_strong


def topics_of(step: Mapping[str, Any]) -> Iterator[str]:
    """The step's own topics by their short names, and what its content note says in the editor's words."""
    yield from step.get("topics", [])
    for block in step["blocks"]:
        if block["type"] == "note":
            yield from block["value"]["topics"]


def speaks_of(content: Content, topics: Iterable[str]) -> bool:
    """Whether any step is about one of these topics, given by short name or title."""
    wanted = {topic.casefold() for topic in topics}
    return any(topic.casefold() in wanted for step in content["steps"] for topic in topics_of(step))


def needs_safeguarding(step: Mapping[str, Any], crisis_topics: Iterable[str]) -> bool:
    """Whether a reader from safeguarding is asked: a strong note, or a topic that is about a crisis (ux.md 7.3)."""
    return is_strong(step) or speaks_of({"steps": [step]}, crisis_topics)
