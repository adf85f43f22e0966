"""What a page asks before it keeps an entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from lms.core.http import UNPROCESSABLE, answer
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


def form_page(request: HttpRequest, template: str, context: dict[str, Any], form: WhenForm) -> HttpResponse:
    """Draw a form; with 422 when it was not kept, be it for a slip or for a question."""
    response = answer(request, template, {**context, **questions(form)}, form)
    if form.doubts:
        response.status_code = UNPROCESSABLE
    return response
