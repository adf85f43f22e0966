"""What assessments contributes to the acts that cross all apps."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from assessments.queries.records import check_evidence, export_evidence
from assessments.services.erase_evidence import erase_evidence
from lms.core.registry import Erased, Problem, register


def erase(person: User) -> list[Erased]:
    return erase_evidence(person)


def export(person: User) -> dict[str, Any]:
    return {"evidence": export_evidence(person)}


def check() -> Iterator[Problem]:
    yield from check_evidence()


register("erase", "assessments", erase)
register("export", "assessments", export)
register("check", "assessments", check)
