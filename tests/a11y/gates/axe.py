"""axe-core finds nothing; what it cannot decide is looked at once and written down in incomplete.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

RULES = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
REVIEWED = Path(__file__).parent.parent / "incomplete.toml"


def look(page: Any, *, contrast: bool = True) -> list[str]:
    """`contrast=False` in forced colours: axe reads `-webkit-text-fill-color`, which keeps the sheet's colour; the reader's is drawn."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(
        "rules => axe.run(document, rules)", RULES | {"rules": {**RULES["rules"], "color-contrast": {"enabled": contrast}}}
    )
    violations = [f"{rule} {node['target']} {node['html'][:160]} {node['failureSummary']}" for rule, node in _nodes(found["violations"])]
    doubts = [f"nobody has looked at this yet (incomplete.toml): {rule} {node['html'][:200]} {_why(node)}" for rule, node in _doubts(found)]
    return violations + doubts


def _doubts(found: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(rule, node) for rule, node in _nodes(found["incomplete"]) if not _is_reviewed(rule, node)]


def _nodes(results: list[Any]) -> list[tuple[str, Any]]:
    return [(one["id"], node) for one in results for node in one["nodes"]]


def _why(node: Any) -> str:
    return " ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def _is_reviewed(rule: str, node: Any) -> bool:
    return any(rule == one["rule"] and re.search(one["html"], node["html"]) and re.search(one["because"], _why(node)) for one in reviewed())


@cache
def reviewed() -> list[dict[str, str]]:
    return tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["seen"]


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
