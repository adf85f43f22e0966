"""What a block says about itself before a release: findings, not errors (a draft is always saved)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.html import strip_tags
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Check:
    """One finding. "stop" keeps an edition from being released, "ask" is for the editor to think about, "warn" to know.

    `question`: what is asked about the words, the same in every language; a release waits until somebody has answered it. "" for all else.
    """

    level: Literal["stop", "ask", "warn"]
    says: str
    path: str = ""
    question: str = field(default="", kw_only=True)


def stop(says: str, path: str = "") -> Check:
    return Check("stop", says, path)


def missing(value: Any, *names: str) -> Iterator[Check]:
    """A stop for each of the fields that is empty. Draft saves forgive an empty field; a release does not."""
    for name in names:
        if not plain(value.get(name)):
            yield stop(_("Something is still empty here."), name)


def plain(value: Any) -> str:
    return strip_tags(str(value or "")).strip()


def each(child: Any, values: Any, path: str) -> Iterator[Check]:
    """What a list's child says about each of its items, with the place."""
    for number, value in enumerate(values):
        yield from (Check(found.level, found.says, f"{path}[{number}].{found.path}") for found in child.release_checks(value))
