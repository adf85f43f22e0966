"""The shape of a framework: competencies, each with criteria that are answered one by one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Criterion:
    key: str
    text: str


@dataclass(frozen=True)
class Competency:
    """One thing that a person can show, and how one can tell."""

    key: str
    title: str
    domain: str
    what_good_looks_like: str
    prompt: str
    criteria: tuple[Criterion, ...]
    unsafe: tuple[str, ...]
    example_met: str
    example_not_yet: str

    @property
    def criterion_keys(self) -> tuple[str, ...]:
        return tuple(criterion.key for criterion in self.criteria)

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Competency":
        examples = content.get("examples", {})
        return cls(
            key=content["key"],
            title=content["title"],
            domain=content["domain"],
            what_good_looks_like=content["what_good_looks_like"],
            prompt=content["prompt"],
            criteria=tuple(Criterion(**each) for each in content["criteria"]),
            unsafe=tuple(content.get("unsafe", ())),
            example_met=examples.get("met", ""),
            example_not_yet=examples.get("not_yet", ""),
        )
