"""Answers in tests that wait for a person, and who may mark them. The writer stays a code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Relation, User
from accounts.queries import one_with, selves
from assessments import questions
from assessments.models import AnswerFile, AttemptSlot, Authorisation, PlanVersion
from assessments.models.people_marking import unmarked
from assessments.queries.portfolio import USUAL_DAYS
from lms.core import clock

KEEPS_AWAY = ["conflict", "supervises"]


def open_to_marker(assessor: User, on: date | None = None) -> QuerySet[AttemptSlot]:
    """Answers that wait and that this assessor may mark on a day.

    They hold authority that day for the competency that has the key of the question's topic (for any, where no competency has it), did not
    write the answer, and have neither declared a conflict with the writer nor supervise them.
    """
    mine = selves(assessor)
    person = "attempt__person"
    ties = Relation.objects.in_force(on).filter(kind__in=KEEPS_AWAY)
    between = (Q(by__in=mine) & one_with("of", person)) | (Q(of__in=mine) & one_with("by", person))
    authority = Authorisation.objects.in_force(on).filter(assessor=assessor)
    same = {"competency": OuterRef("question_version__topic")}
    is_judged_at_all = Exists(PlanVersion.objects.filter(**same))
    may = Q(Exists(authority.filter(**same))) | (~Q(is_judged_at_all) & Q(Exists(authority)))
    waiting = AttemptSlot.objects.filter(unmarked(), may)
    return waiting.exclude(attempt__person__in=mine).exclude(Exists(ties.filter(between)))


@dataclass(frozen=True)
class WaitingAnswer:
    """One answer in the queue or on the screen of whoever marks it."""

    slot: AttemptSlot

    @property
    def code(self) -> str:
        return code_of(self.slot)

    @property
    def definition(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.slot.question_version.definition
        return found

    @property
    def stem(self) -> str:
        return str(self.definition["stem"])

    @property
    def words(self) -> int:
        return len((self.slot.answer.response or {}).get("text", "").split())

    @property
    def sent_on(self) -> date:
        moment = self.slot.attempt.submitted_at
        return timezone.localdate(moment) if moment else clock.today()

    @property
    def days_waiting(self) -> int:
        return (clock.today() - self.sent_on).days

    @property
    def target_on(self) -> date:
        return self.sent_on + timedelta(days=USUAL_DAYS)

    @property
    def is_past_target(self) -> bool:
        return clock.today() > self.target_on


def waiting_answers(assessor: User) -> list[WaitingAnswer]:
    """The queue, oldest first, in one statement."""
    rows = open_to_marker(assessor).select_related("attempt__quiz", "question_version", "answer")
    return [WaitingAnswer(slot) for slot in rows.order_by("attempt__submitted_at", "attempt_id", "position")]


@dataclass(frozen=True)
class AnswerScreen(WaitingAnswer):
    """One answer with its question, for whoever marks it."""

    files: Sequence[AnswerFile] = ()

    @property
    def question(self) -> questions.Form:
        return questions.form(self.definition)

    @property
    def text(self) -> str:
        return str((self.slot.answer.response or {}).get("text", ""))


def files_of(slot: AttemptSlot) -> list[AnswerFile]:
    """The files that the saved answer names, in its order."""
    refs = (slot.answer.response or {}).get("files", [])
    held = {each.public_id: each for each in AnswerFile.objects.filter(slot=slot).select_related("file") if each.public_id in refs}
    return [held[ref] for ref in refs if ref in held]


def answer_screen(slot: AttemptSlot) -> AnswerScreen:
    return AnswerScreen(slot, files_of(slot))


def code_of(slot: AttemptSlot) -> str:
    """What stands for the writer: one code for one paper and place."""
    return f"T-{slot.attempt.public_id[:5].upper()}-{slot.position}"
