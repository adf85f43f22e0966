"""What a learner does in a step. All but `try_it` is drawn for each learner, with what is theirs."""

from typing import Any

from courses.scenarios import goal_of

from .built import Built, Raw, Resolver, filled, items
from .questions import question_from


def reflection(raw: Raw, resolve: Resolver) -> Built:
    return Built({"prompt": raw["prompt"], "audience": raw.get("audience") or "private"})


def check(raw: Raw, resolve: Resolver) -> Built:
    return Built({"question": question_from(raw)})


def quiz(raw: Raw, resolve: Resolver) -> Built:
    return Built({"quiz_key": raw["quiz_key"], "title": raw["title"]})


def scenario(raw: Raw, resolve: Resolver) -> Built:
    return Built(scenario_from(raw))


def scenario_from(raw: Raw) -> dict[str, Any]:
    """Editors name the scene that a choice goes to; an edition knows its id. A name that no scene has stays as it was written, and
    the scenario's own check says so. The first scene is the start."""
    scenes = items(raw["scenes"])
    names = [(name, scene["name"]) for name, scene in scenes]
    told = [{"id": name, "name": scene["name"], "text": scene["text"], "choices": _choices(scene, names)} for name, scene in scenes]
    value = {"title": raw["title"], "start": scenes[0][0] if scenes else "", "scenes": told, "debrief": raw["debrief"]}
    return {**value, **filled(intro=raw.get("intro"))}


def _choices(scene: Raw, names: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {
            "id": name,
            "text": choice["text"],
            "consequence": choice["consequence"],
            "goes_to": goal_of(choice["goes_to"], names),
            "quality": choice["quality"],
            "protects": choice["protects"],
        }
        for name, choice in items(scene["choices"])
    ]


def try_it(raw: Raw, resolve: Resolver) -> Built:
    value = {"task": raw["task"], "logs_hours": bool(raw.get("logs_hours"))}
    return Built({**value, **filled(competency=raw.get("competency"))})
