"""Reading course files (courses/starter/) into the raw values that Wagtail stores. No database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from lms.core.errors import Refused
from lms.core.markdown import to_html

STARTER = Path(__file__).parent / "starter"


@dataclass(frozen=True)
class StepFile:
    key: str
    title: str
    minutes: int
    body: list[dict[str, Any]]


@dataclass(frozen=True)
class ModuleFile:
    key: UUID
    slug: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    minutes_by_domain: Mapping[str, int]
    steps: tuple[StepFile, ...]


@dataclass(frozen=True)
class ProgrammeFile:
    key: UUID
    slug: str
    title: str
    texts: Mapping[str, str]
    modules: tuple[ModuleFile, ...]


def read_programme(folder: Path = STARTER) -> ProgrammeFile:
    """programme.yaml and the folders it names. Raises Refused with file and field for what cannot be read."""
    facts = _yaml(folder / "programme.yaml")
    texts = {
        "summary": "summary",
        "who_for": "for_whom",
        "time_needed": "time",
        "cost": "cost",
        "help_offered": "help",
        "hard_parts": "hard",
    }
    return ProgrammeFile(
        key=UUID(facts["key"]) if "key" in facts else uuid5(NAMESPACE_URL, f"alongside:programme:{facts['slug']}"),
        slug=facts["slug"],
        title=facts["title"],
        texts={field: _line(facts.get(name, "")) for field, name in texts.items()},
        modules=tuple(read_module(folder / name) for name in facts["modules"]),
    )


def read_module(folder: Path) -> ModuleFile:
    """module.yaml and its steps in the order of their file names."""
    facts = _yaml(folder / "module.yaml")
    steps = tuple(_step(path) for path in sorted(folder.glob("[0-9]*.yaml")))
    return ModuleFile(
        UUID(facts["key"]), facts["slug"], facts["title"], _line(facts["summary"]), tuple(_line(text) for text in facts["outcomes"]),
        facts["minutes_by_domain"], steps,
    )  # fmt: skip


def _yaml(path: Path) -> dict[str, Any]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise Refused(f"{path.name}: {error}") from error
    if not isinstance(read, dict):
        raise Refused(f"{path.name}: expected named fields")
    return read


def _line(text: str) -> str:
    return " ".join(str(text).split())


def _step(path: Path) -> StepFile:
    facts = _yaml(path)
    try:
        return StepFile(facts["key"], facts["title"], facts["minutes"], [raw_block(block) for block in facts["blocks"]])
    except KeyError as error:
        raise Refused(f"{path.parent.name}/{path.name}: {error} is missing or unknown") from error


def raw_block(block: Mapping[str, Any]) -> dict[str, Any]:
    """One block of a file as a StreamField stores it."""
    return {"id": str(block["id"]), "type": block["type"], "value": _READERS[block["type"]](block)}


def _note(block: Mapping[str, Any]) -> dict[str, Any]:
    short = block.get("short_version", "")
    return {
        "topics": [{"type": "item", "id": f"{block['id']}-{place}", "value": topic} for place, topic in enumerate(block["topics"])],
        "sentence": _line(block["sentence"]), "strength": block["strength"], "short_version": str(to_html(short)) if short else "",
    }  # fmt: skip


def _text(block: Mapping[str, Any]) -> str:
    return str(to_html(block["markdown"]))


def _callout(block: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": block["kind"], "title": block["title"], "html": _text(block)}


def _quote(block: Mapping[str, Any]) -> dict[str, Any]:
    """A file can hold examples only: nobody's consent comes in a file."""
    return {"text": _line(block["text"]), "consent": None, "attribution": block["attribution"]}


def _check(block: Mapping[str, Any]) -> dict[str, Any]:
    question = block["question"]
    common = {"kind": question["kind"], "stem": _line(question["stem"]), "why": _line(question.get("why", ""))}
    return {**common, "rule": question.get("rule", "all_or_nothing"), "options": _options(question)}


def _options(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    if question["kind"] == "true_false":
        rows = [
            ("true", "True", question["key"], question["feedback_true"]),
            ("false", "False", not question["key"], question["feedback_false"]),
        ]
        return [_option(name, text, right, feedback) for name, text, right, feedback in rows]
    by_id = {option["id"]: option for option in question["options"]}
    ordered = question["key"] if question["kind"] == "ordering" else list(by_id)
    right = question.get("keys") or [question["key"]] if question["kind"] != "ordering" else []
    return [_option(name, by_id[name]["text"], name in right, by_id[name]["feedback"]) for name in ordered]


def _option(name: str, text: str, is_right: bool, feedback: str) -> dict[str, Any]:
    return {"type": "item", "id": str(name), "value": {"text": _line(text), "is_right": bool(is_right), "feedback": _line(feedback)}}


_READERS: dict[str, Any] = {
    "note": _note,
    "text": _text,
    "callout": _callout,
    "quote": _quote,
    "check": _check,
    "heading": lambda block: {"text": block["text"], "level": str(block.get("level", 2))},
    "reflection": lambda block: {"prompt": _line(block["prompt"]), "audience": "private"},
    "quiz": lambda block: {"quiz_key": block["quiz_key"], "title": block["title"]},
    "landing": lambda block: {"text": _line(block["text"])},
}
