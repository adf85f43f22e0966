"""One form for all definitions that mean the same: without fields that say no more than when they are left out."""

from __future__ import annotations

from typing import Any

Fields = dict[str, Any]

# Where a kind keeps its lines.
LISTS = ("options", "rows", "choices", "answers")
SAY_NOTHING: dict[str, tuple[Any, ...]] = {
    "why": ("",),
    "after": ({},),
    "images": ({},),
    "feedback": ("", None),
    "feedback_true": ("", None),
    "feedback_false": ("", None),
    "fixed": (False,),
    "case": (False,),
    "exact": (False,),
    "pattern": (False,),
    "near": (True,),
    "share": ("1",),
    "floor": ("0",),
}


def usual(definition: Fields) -> Fields:
    """The definition without fields that say nothing, so that two which mean the same are equal."""
    bare = without_nothing(definition)
    for name in LISTS:
        if isinstance(bare.get(name), list):  # the `rows` of an essay are a number
            bare[name] = [without_nothing(line) for line in bare[name]]
    if "options" in bare:
        bare["options"] = [without_usual_worth(line, bare.get("key")) for line in bare["options"]]
    return bare


def without_nothing(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value not in SAY_NOTHING.get(name, ())}


def without_usual_worth(line: Fields, key: Any) -> Fields:
    worth = "1" if line["id"] == key else "0"
    return {name: value for name, value in line.items() if (name, value) != ("worth", worth)}
