"""What assessments contributes to the acts that cross all apps."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.keeping import keep
from assessments.letting_go import PARTS
from assessments.queries.quiz_records import answer_files, check_quizzes, export_attempts
from assessments.queries.records import check_evidence, evidence_files, export_evidence
from assessments.services.question_intakes import forget_left_intakes
from lms.core import clock
from lms.core.letting_go import erased, planned
from lms.core.reads import guard_address, name_kind
from lms.core.registry import Problem, register


def export(person: User) -> dict[str, Any]:
    return {"evidence": export_evidence(person), "tests": export_attempts(person)}


def files(person: User) -> Iterator[tuple[str, bytes]]:
    yield from evidence_files(person)
    yield from answer_files(person)


def check() -> Iterator[Problem]:
    yield from check_evidence()
    yield from check_quizzes()


register("erase", "assessments", erased(PARTS))
register("plan", "assessments", planned(PARTS))
register("keep", "assessments", keep)
register("export", "assessments", export)
register("files", "assessments", files)
register("check", "assessments", check)
register("nightly", "assessments.intakes", lambda on: forget_left_intakes(clock.now()))

name_kind("answer", _("an answer of yours in a test"))
name_kind("answer_file", _("a file beside an answer of yours in a test"))
guard_address("assessments:marking_answer", "answer")
guard_address("assessments:marking_answer_file", "answer_file")
name_kind("evidence", _("a piece of your evidence"))
name_kind("evidence_file", _("a file beside your evidence"))
guard_address("assessments:evidence_file", "evidence_file")
guard_address("assessments:marking_piece", "evidence")
guard_address("assessments:marking_history", "evidence")
