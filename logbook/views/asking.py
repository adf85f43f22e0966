"""What a page asks before it keeps an entry."""

from __future__ import annotations

from logbook.doubts import shortened
from logbook.forms import WhenForm
from logbook.lanes import lanes


def questions(form: WhenForm) -> dict[str, object]:
    """For the template: one overlap with its three honest answers and a drawing, or several questions with one yes."""
    only = form.doubts[0] if len(form.doubts) == 1 else None
    mine = form.proposed
    if only is None or only.about != "overlap" or only.other is None or mine is None:
        return {"overlap": None}
    other = only.other
    return {
        "overlap": only,
        "mine": mine,
        "lanes": lanes(mine, other.facts),
        "shorter": shortened(mine, other.facts),
        "other_shorter": shortened(other.facts, mine) if other.is_changeable else None,
    }
