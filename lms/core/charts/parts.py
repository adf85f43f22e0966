"""Parts of a whole: each with a colour and a pattern of its own, so that no part is told by its colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Names of CSS classes and of the patterns in templates/_ui/charts/_patterns.html, in the order in which parts get them.
PATTERNS = ("solid", "hatch", "dots", "cross", "empty", "bars")


@dataclass(frozen=True)
class Part:
    """One part by name. `pattern` when it must be this one: "hatch" for people on a break."""

    label: str
    pattern: str = ""


@dataclass(frozen=True)
class Key:
    """A line of the legend: swatch and name."""

    label: str
    pattern: str


def legend(parts: Sequence[Part]) -> tuple[Key, ...]:
    """Every part with a pattern that no other part has. Raises ValueError for more parts than can be told apart."""
    wanted = [part.pattern for part in parts if part.pattern]
    free = iter([pattern for pattern in PATTERNS if pattern not in wanted])
    if len(parts) > len(PATTERNS) or len(set(wanted)) < len(wanted):
        raise ValueError("more parts than anybody can tell apart")
    return tuple(Key(part.label, part.pattern or next(free)) for part in parts)
