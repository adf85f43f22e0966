"""A statement read and signed, such as a code of ethics. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lms.core.written.forms import said
from lms.core.written.shapes import Key, Whole
from schemes.requirements.base import Requirement
from schemes.requirements.evidence import Evidence, SignedStatement
from schemes.requirements.outcome import Cite, NotCounted, Outcome, state_of


@dataclass(frozen=True, kw_only=True)
class Attestation(Requirement):
    """One version of one statement, signed by the person."""

    kind: ClassVar[str] = "attestation"

    statement: str = said("The code of the statement.", Key())
    statement_version: int = said("The version that must be signed.", Whole(1, 10_000))

    def judge(self, evidence: Evidence, on: date) -> Outcome:
        signed = sorted(
            {one for one in evidence.statements if one.statement == self.statement},
            key=lambda one: (one.on, one.ref),
        )
        counted = [one for one in signed if one.version == self.statement_version][:1]
        missing = 1 - len(counted)
        return self.answer(
            have=len(counted),
            need=1,
            unit="statement",
            missing=missing,
            state=state_of(missing, missing),
            counted=tuple(cite(one) for one in counted),
            not_counted=tuple(NotCounted(cite(one), self._why(one)) for one in signed if one not in counted),
        )

    def _why(self, one: SignedStatement) -> str:
        return "signed_already" if one.version == self.statement_version else "other_statement_version"


def cite(one: SignedStatement) -> Cite:
    return Cite(one.ref, one.on, one.statement, 1, detail=str(one.version))
