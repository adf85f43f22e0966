"""Notes and words: what is the same for everybody and read from top to bottom."""

from typing import Any

from .built import Built, Raw, Resolver, filled, items


def note(raw: Raw, resolve: Resolver) -> Built:
    other = resolve.step(raw["other_route"]) if raw.get("other_route") else None
    value = {
        "topics": [topic.strip() for _id, topic in items(raw["topics"]) if topic.strip()],
        "sentence": raw["sentence"],
        "strength": raw["strength"],
    }
    choices = filled(
        short_version=resolve.html(raw.get("short_version") or ""), other_route=other, with_someone=bool(raw.get("with_someone"))
    )
    return Built({**value, **choices})


def landing(raw: Raw, resolve: Resolver) -> Built:
    return Built({"text": raw["text"]})


def heading(raw: Raw, resolve: Resolver) -> Built:
    return Built({"text": raw["text"], "level": int(raw["level"])})


def text(raw: Any, resolve: Resolver) -> Built:
    return Built({"html": resolve.html(raw if isinstance(raw, str) else raw["html"])})


def callout(raw: Raw, resolve: Resolver) -> Built:
    return Built({"kind": raw["kind"], "title": raw["title"], "html": resolve.html(raw["html"])})


def accordion(raw: Raw, resolve: Resolver) -> Built:
    lines = [{"id": name, "title": line["title"], "html": resolve.html(line["html"])} for name, line in items(raw["items"])]
    return Built({"items": lines})


def glossary(raw: Raw, resolve: Resolver) -> Built:
    return Built({"term": raw["term"], "meaning": raw["meaning"]})
