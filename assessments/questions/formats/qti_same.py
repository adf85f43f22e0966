"""One form for definitions that ask and mark the same: what changes nothing for anybody is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.questions.formats.gift_usual import usual
from assessments.questions.formats.qti_own import mapped
from assessments.questions.texts import plain


def same_form(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Without spaces at the ends of texts, without fields that say nothing, and without answers that an earlier one always takes."""
    bare = usual(mapped(definition, lambda _path, text: text.strip()))
    if "gaps" in bare:
        bare["gaps"] = [same_form(gap) for gap in bare["gaps"]]
    if "answers" in bare:
        bare["answers"] = reachable(bare["answers"])
    if bare.get("kind") == "multiple_response":
        bare["keys"] = sorted(bare["keys"])
    return bare


def reachable(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: set[tuple[Any, ...]] = set()
    found = []
    for answer in answers:
        taken = what_it_takes(answer)
        if taken not in seen:
            found.append(answer)
        seen.add(taken)
    return found


def what_it_takes(answer: Mapping[str, Any]) -> tuple[Any, ...]:
    """Alike for two answers that take the same."""
    if "text" in answer:
        how = tuple(bool(answer.get(flag)) for flag in ("case", "exact", "pattern"))
        return (answer["text"] if how[1] else plain(answer["text"], case=how[0]), *how)
    return (*(answer.get(name) for name in ("value", "low", "high", "any")), answer.get("tolerance", "0"))
