"""A version of a scheme as the engine sees it, and the one question to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from schemes.requirements.evidence import Evidence
from schemes.requirements.groups import AllOf
from schemes.requirements.outcome import Outcome


@dataclass(frozen=True)
class Version:
    """The requirements of one numbered version; `sha256` is the fingerprint of its whole body."""

    scheme: str
    number: int
    sha256: str
    requirement: AllOf


@dataclass(frozen=True)
class Report:
    """Where a person stands against one version on one day. Stored with a decision, it can be read without the code."""

    on: date
    scheme: str
    version: int
    version_sha256: str
    outcome: Outcome

    @property
    def is_met(self) -> bool:
        return self.outcome.is_met

    def to_dict(self) -> dict[str, Any]:
        """Canonical: the same report is always the same JSON."""
        return {**vars(self), "on": self.on.isoformat(), "outcome": self.outcome.to_dict()}

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Self:
        outcome = Outcome.from_dict(held["outcome"])
        return cls(date.fromisoformat(held["on"]), held["scheme"], held["version"], held["version_sha256"], outcome)


def evaluate(version: Version, evidence: Evidence, on: date) -> Report:
    """Weigh one person's evidence as at the end of the day `on`. Later evidence is as if it were not there."""
    outcome = version.requirement.judge(evidence.until(on), on)
    return Report(on, version.scheme, version.number, version.sha256, outcome)
