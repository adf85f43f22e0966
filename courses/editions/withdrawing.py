"""Putting steps aside in what is drawn: a short kind notice stands in their place. Nothing of an edition changes."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from .rendering import Part, RenderedEdition, RenderedStep


def put_aside(drawn: RenderedEdition, away: Collection[str], outline: Mapping[str, Any], slug: str) -> RenderedEdition:
    """The edition with a notice in place of each step whose key is in `away`. `slug` is the module's, for the way to the next step.

    What learners fill in goes out of sight but not out of reach (`RenderedStep.aside`): words that somebody was just typing are kept.
    """
    if not away:
        return drawn
    keys = [line["key"] for line in outline["steps"]]
    here = {step.key: step for step in drawn.steps.values()}
    steps = {
        name: replace(step, note=None, parts=(_notice(_next(step.key, keys, away, here), slug),), aside=step.practice, is_away=True)
        if step.key in away
        else _without_route(step, away)
        for name, step in drawn.steps.items()
    }
    return replace(drawn, steps=steps)


def _without_route(step: RenderedStep, away: Collection[str]) -> RenderedStep:
    """A step that stands, whose other way is looked after: marked and not left out, because whoever has gone it has gone it."""
    route = (step.note or {}).get("other_route")
    if step.note is None or not route or route["step_key"] not in away:
        return step
    return replace(step, note={**step.note, "other_route": {**route, "is_away": True}})


def _next(key: str, keys: list[str], away: Collection[str], here: Mapping[str, RenderedStep]) -> RenderedStep | None:
    """The first step after this one that stands; None at the end."""
    return next((here[after] for after in keys[keys.index(key) + 1 :] if after not in away), None)


def _notice(following: RenderedStep | None, slug: str) -> Part:
    url = reverse("courses:step", args=[slug, following.slug]) if following else reverse("courses:module", args=[slug])
    context = {"title": following.title if following else "", "url": url}
    return Part("html", html=SafeString(get_template("courses/_step_away.html").render(context)))
