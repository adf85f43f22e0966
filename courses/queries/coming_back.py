"""Where somebody goes on: the step, the block, the second of a video, the scene of a story."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import ModuleEdition, ModuleEnrolment, StepWithdrawal

from .learning import ModuleLine, ShelfOfModules, shelves_of


@dataclass(frozen=True)
class CarryOn:
    """The next thing to do. `last_at` is None when it is a module that was not opened yet."""

    module: str
    step: str
    number: int
    of: int
    minutes: int
    url: str
    last_at: datetime | None
    where: Any = ""  # more exactly, in words: "at 3:20 of the video"


def carry_on(person: User, shelves: list[ShelfOfModules] | None = None) -> CarryOn | None:
    """Where to go on: the module touched last that is not complete, else the first that waits; None when all is done.

    `shelves` saves reading them again when the caller has them.
    """
    lines = [line for shelf in (shelves_of(person) if shelves is None else shelves) for line in shelf.lines]
    begun = [line.learning for line in lines if line.learning and line.state == "started"]
    if begun:
        return _place_in(max(begun, key=lambda learning: learning.touched_at))
    waiting = (line for line in lines if line.state == "not_started" and not line.is_locked)
    first = next(waiting, None)
    return _beginning(first) if first else None


def _place_in(learning: ModuleEnrolment) -> CarryOn:
    steps, away = learning.edition.outline["steps"], _away(learning)
    place = place_in([step["key"] for step in steps], learning.step_key, learning.steps_done, away)
    step = steps[place]
    slug = learning.edition.slug
    is_here = bool(learning.block_id) and step["key"] == learning.step_key
    url = reverse("courses:step", args=[slug, step["slug"]]) + (f"#b-{learning.block_id}" if is_here else "")
    if is_here and learning.scene:
        url = reverse("courses:scenario", args=[slug, learning.block_id]) + "?on"
    where = _exactly(learning) if is_here else ""
    return CarryOn(learning.edition.title, step["title"], place + 1, len(steps), step["minutes"], url, learning.touched_at, where)


def _away(taught: ModuleEnrolment | ModuleEdition) -> Collection[str]:
    # Asked only where something of the module ever went away: this stands on the first page of everybody.
    return StepWithdrawal.objects.away(taught.module_key) if taught.was_withdrawn else ()  # type: ignore[union-attr]


def _exactly(learning: ModuleEnrolment) -> str:
    """Where in a step, when that is more than a block."""
    if learning.scene:
        return _("in the middle of a story")
    if not learning.second:
        return ""
    time = {"time": f"{learning.second // 60}:{learning.second % 60:02}"}
    return _("at %(time)s of the video") % time if learning.medium == "video" else _("at %(time)s of the recording") % time


def place_in(keys: Sequence[str], kept: str, done: Collection[str], away: Collection[str]) -> int:
    """The number (from 0) of the step to open, of steps in order: the kept place; the first that is not done when that one is gone or done.

    No step that is looked after (`away`) is led to: from a kept one on to the next that is open, as its notice says. When all are away,
    the kept one.
    """
    here = keys.index(kept) if kept in keys else 0
    if kept in keys and kept not in done and kept not in away:
        return here
    order = [*keys[here:], *keys[:here]] if kept in away else keys
    still_open = [key for key in order if key not in done and key not in away]
    standing = [key for key in (keys[here], *order) if key not in away]
    return keys.index([*still_open, *standing, keys[here]][0])


def _beginning(line: ModuleLine) -> CarryOn:
    steps = line.edition.outline["steps"]
    place = place_in([step["key"] for step in steps], "", (), _away(line.edition))
    step = steps[place]
    return CarryOn(line.edition.title, step["title"], place + 1, line.step_count, step["minutes"], line.url, None)
