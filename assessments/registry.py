"""What assessments contributes to the acts that cross all apps."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.queries.quiz_records import check_quizzes, export_attempts
from assessments.queries.records import check_evidence, export_evidence
from assessments.services.erase_attempts import erase_attempts, forget_old_answers
from assessments.services.erase_evidence import erase_evidence
from lms.core.reads import guard_address, name_kind
from lms.core.registry import Erased, Problem, register


def erase(person: User) -> list[Erased]:
    return [*erase_evidence(person), *erase_attempts(person)]


def export(person: User) -> dict[str, Any]:
    return {"evidence": export_evidence(person), "tests": export_attempts(person)}


def check() -> Iterator[Problem]:
    yield from check_evidence()
    yield from check_quizzes()


def nightly(on: date) -> int:
    return forget_old_answers(on)


register("erase", "assessments", erase)
register("export", "assessments", export)
register("check", "assessments", check)
register("nightly", "assessments", nightly)

name_kind("evidence", _("a piece of your evidence"))
name_kind("evidence_file", _("a file beside your evidence"))
guard_address("assessments:evidence_file", "evidence_file")
guard_address("assessments:marking_piece", "evidence")
guard_address("assessments:marking_history", "evidence")
