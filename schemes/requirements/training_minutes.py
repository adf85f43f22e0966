"""So many minutes of training, in all and in each domain. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lms.core.written.forms import said
from lms.core.written.nodes import Node
from lms.core.written.reading import Reading
from lms.core.written.shapes import Table, Whole
from schemes.requirements.base import Requirement
from schemes.requirements.evidence import Evidence, TrainingCredited
from schemes.requirements.outcome import Cite, NotCounted, Outcome, state_of


@dataclass(frozen=True, kw_only=True)
class TrainingMinutes(Requirement):
    """Training minutes from completed modules; each domain may have its own minimum."""

    kind: ClassVar[str] = "training_minutes"

    minutes: int = said("Minutes needed in all domains together.", Whole(1, 600_000, "minutes"))
    domains: Mapping[str, int] = said(
        "The least minutes of each domain. Minutes of other domains count towards the total only.",
        Table(Whole(1, 600_000, "minutes")),
        default_factory=dict,
    )

    def check(self, node: Node, into: Reading) -> None:
        asked = sum(self.domains.values())
        if asked > self.minutes:
            inner = node.entries["minutes"]
            params = {"value": self.minutes, "parts": asked, "of": "domains"}
            into.refuse(inner.path, inner.line, "less_than_its_parts", key="minutes", **params)

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        taken, left = once_per_module(evidence.training)
        have = sum(one.minutes for one in taken)
        parts = tuple(self._domain(domain, need, taken) for domain, need in self.domains.items())
        # A surplus in one domain cannot fill another, so both shortfalls are looked at.
        missing = max(self.minutes - have, sum(part.missing for part in parts), 0)
        return self.answer(
            have=have,
            need=self.minutes,
            unit="minutes",
            missing=missing,
            state=state_of(missing, missing),
            counted=tuple(cite(one) for one in taken),
            not_counted=tuple(NotCounted(cite(one), "same_module") for one in left),
            parts=parts,
        )

    def _domain(self, domain: str, need: int, taken: Iterable[TrainingCredited]) -> Outcome:
        have = sum(one.minutes for one in taken if one.domain == domain)
        missing = max(need - have, 0)
        state = state_of(missing, missing)
        return Outcome(f"{self.key}.{domain}", "training_domain", domain, have, need, "minutes", missing, state)


def once_per_module(
    earned: Iterable[TrainingCredited],
) -> tuple[list[TrainingCredited], list[TrainingCredited]]:
    """(counted, left out). A module taken twice counts once per domain, in the edition that was worth most."""
    best: dict[tuple[str, str], TrainingCredited] = {}
    left: list[TrainingCredited] = []
    for one in sorted(set(earned), key=_worth_most_first):
        held = best.setdefault((one.module_key, one.domain), one)
        if held is not one:
            left.append(one)
    return sorted(best.values(), key=_oldest_first), sorted(left, key=_oldest_first)


def _worth_most_first(one: TrainingCredited) -> tuple[int, date, str]:
    return (-one.minutes, one.on, one.ref)


def _oldest_first(one: TrainingCredited) -> tuple[date, str, str]:
    return (one.on, one.ref, one.domain)


def cite(one: TrainingCredited) -> Cite:
    return Cite(one.ref, one.on, one.title, one.minutes, detail=f"{one.domain} {one.edition}")
