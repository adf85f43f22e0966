"""How long a break may be before something else changes: the apps above know, the page of breaks asks.

`<app>/breaks.py` registers a function from a person to sentences, such as "Your award keeps for up to 12 months on a break".
"""

from collections.abc import Callable, Iterable
from typing import Any

Limits = Callable[[Any], Iterable[str]]
_limits: dict[str, Limits] = {}


def register_limits(app: str, limits: Limits) -> None:
    """Say what `app` knows. A second registration replaces the first."""
    _limits[app] = limits


def limits_for(person: Any) -> list[str]:
    """Every limit that concerns this person, in the order of the apps' names."""
    return [sentence for _app, limits in sorted(_limits.items()) for sentence in limits(person)]
