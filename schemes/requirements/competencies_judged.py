"""Competencies judged as met, in one version of one framework. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lms.core.written.forms import said
from lms.core.written.shapes import Key, ListOf, Whole
from schemes.requirements.base import Requirement
from schemes.requirements.evidence import Evidence, JudgedCompetency
from schemes.requirements.outcome import Cite, NotCounted, Outcome, State, state_of


@dataclass(frozen=True, kw_only=True)
class CompetenciesJudged(Requirement):
    """Each named competency judged as met. An unsafe judgement anywhere in the framework blocks until it is met."""

    kind: ClassVar[str] = "competencies_judged"

    framework: str = said("The key of the competency framework.", Key())
    framework_version: int = said("Its version.", Whole(1, 10_000))
    competencies: tuple[str, ...] = said("The keys of the competencies.", ListOf(Key(), minimum=1))

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        ours = [one for one in set(evidence.judgements) if one.framework == self.framework]
        newest = newest_by_competency(one for one in ours if one.framework_version == self.framework_version)
        sent = {one.competency for one in evidence.sent if self._is_cited(one.framework, one.framework_version)}
        parts = tuple(self._part(name, newest.get(name), name in sent) for name in self.competencies)
        # "Any single unsafe mark blocks": also in a competency, or an older version, that this scheme does not ask for.
        unsafe = self._open_unsafe_elsewhere(ours)
        have = sum(part.have for part in parts)
        missing = sum(part.missing for part in parts) + len(unsafe)
        waiting = sum(part.waiting for part in parts)
        counted = [one for one in newest.values() if one.outcome == "met" and one.competency in self.competencies]
        left = [one for one in ours if one not in counted]
        return self.answer(
            have=have,
            need=len(self.competencies),
            unit="competency",
            missing=missing,
            state=state_of(missing, missing - waiting),
            waiting=waiting,
            counted=tuple(cite(one) for one in sorted(counted, key=_oldest_first)),
            not_counted=tuple(NotCounted(cite(one), self._why(one, newest, unsafe)) for one in sorted(left, key=_oldest_first)),
            parts=parts,
        )

    def _is_cited(self, framework: str, version: int) -> bool:
        return (framework, version) == (self.framework, self.framework_version)

    def _part(self, name: str, judged: JudgedCompetency | None, is_sent: bool) -> Outcome:
        met = judged is not None and judged.outcome == "met"
        waiting = int(is_sent and not met)
        unsafe = judged is not None and judged.outcome == "unsafe"
        state: State = "met" if met else "waiting" if waiting else "not_yet"
        kind = "competency_unsafe" if unsafe else "competency"
        return Outcome(f"{self.key}.{name}", kind, name, int(met), 1, "competency", int(not met), state, waiting)

    def _open_unsafe_elsewhere(self, ours: Iterable[JudgedCompetency]) -> list[JudgedCompetency]:
        newest = newest_by_competency(ours).values()
        return [one for one in newest if one.outcome == "unsafe" and not self._is_part(one)]

    def _is_part(self, one: JudgedCompetency) -> bool:
        return one.framework_version == self.framework_version and one.competency in self.competencies

    def _why(self, one: JudgedCompetency, newest: dict[str, JudgedCompetency], unsafe: Iterable[JudgedCompetency]) -> str:
        if one in unsafe:
            return "open_unsafe"
        if one.framework_version != self.framework_version:
            return "other_framework_version"
        if one.competency not in self.competencies:
            return "not_asked_for"
        if newest[one.competency] is not one:
            return "newer_judgement"
        return "open_unsafe" if one.outcome == "unsafe" else "judged_not_yet"


def newest_by_competency(judgements: Iterable[JudgedCompetency]) -> dict[str, JudgedCompetency]:
    return {one.competency: one for one in sorted(judgements, key=_oldest_first)}


def _oldest_first(one: JudgedCompetency) -> tuple[date, str, str]:
    return (one.on, one.recorded_at.isoformat(), one.ref)


def cite(one: JudgedCompetency) -> Cite:
    return Cite(one.ref, one.on, one.competency, int(one.outcome == "met"), detail=one.method)
