"""What a requirement answers: how much, of how much, resting on what, and what was left out by which rule. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

State = Literal["met", "waiting", "not_yet"]


@dataclass(frozen=True)
class Cite:
    """One piece of evidence.

    `amount` is what it adds, in the outcome's unit; `exact` is set ("15/2") where that is not whole, because minutes
    are rounded once, at the total. `out_of` is set for quizzes only.
    """

    ref: str
    on: date
    label: str
    amount: int
    detail: str = ""
    out_of: int = 0
    exact: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {**vars(self), "on": self.on.isoformat()}

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Self:
        return cls(**{**held, "on": date.fromisoformat(held["on"])})


@dataclass(frozen=True)
class NotCounted:
    """Evidence that added nothing (or not all of it), and the code of the rule that says so."""

    cite: Cite
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return {"cite": self.cite.to_dict(), "rule": self.rule}

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Self:
        return cls(Cite.from_dict(held["cite"]), held["rule"])


@dataclass(frozen=True)
class Outcome:
    """One requirement's answer. Exact: one minute short is `missing=1` and never "met".

    `unit` is minutes, quiz, competency, statement or requirement. `waiting` is what others still have to confirm and
    would then be added to `have`. `missing` is the least that has to be added, also when a part (a domain, individual
    supervision) is short although the total is not.
    """

    key: str
    kind: str
    title: str
    have: int
    need: int
    unit: str
    missing: int
    state: State
    waiting: int = 0
    counted: tuple[Cite, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    parts: tuple[Outcome, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.state == "met"

    def leaves(self) -> Iterable[Outcome]:
        """The requirements themselves, without the groups that hold them."""
        if self.unit != "requirement":
            return (self,)
        return (leaf for part in self.parts for leaf in part.leaves())

    def to_dict(self) -> dict[str, Any]:
        plain = {**vars(self)}
        for name in ("counted", "not_counted", "parts"):
            plain[name] = [one.to_dict() for one in plain[name]]
        return plain

    @classmethod
    def from_dict(cls, held: Mapping[str, Any]) -> Self:
        return cls(
            **{
                **held,
                "counted": tuple(Cite.from_dict(one) for one in held["counted"]),
                "not_counted": tuple(NotCounted.from_dict(one) for one in held["not_counted"]),
                "parts": tuple(cls.from_dict(one) for one in held["parts"]),
            }
        )


def state_of(missing: int, missing_once_confirmed: int) -> State:
    """Met; or only others still have to act; or the person has something to do."""
    if missing == 0:
        return "met"
    return "waiting" if missing_once_confirmed == 0 else "not_yet"
