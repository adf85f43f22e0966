"""An accepted number in one box: "5500", "5000..6000" or "*"."""

from typing import Any


def shown(answer: dict[str, Any]) -> str:
    if answer.get("any"):
        return "*"
    return f"{answer['low']}..{answer['high']}" if "low" in answer else answer.get("value", "")


def spread(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with what stands in its box put into the fields of a definition."""
    rest = {name: value for name, value in answer.items() if name not in ("value", "low", "high", "any", "text")}
    typed = answer.get("value", answer.get("text", "")).replace(",", ".").replace(" ", "")
    low, dots, high = typed.partition("..")
    if typed == "*":
        return {name: value for name, value in rest.items() if name != "tolerance"} | {"any": True}
    if dots:
        return {name: value for name, value in rest.items() if name != "tolerance"} | {"low": low, "high": high}
    return rest | {"value": typed}
