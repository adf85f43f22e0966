"""What the evidence part holds about a person, and what in it contradicts itself."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Relation, User
from accounts.queries import selves
from assessments.models import (
    AnswerMarking,
    Authorisation,
    EvidenceFile,
    FrameworkVersion,
    Judgement,
    MarkEvent,
    MarkingDraft,
    OptionVoid,
    PassRuling,
    QualityCheck,
    QuestionIntake,
    QuestionReview,
    QuestionVersion,
    QuizDays,
    QuizVersion,
    Submission,
)
from assessments.queries.rounds import judgements_with_words, rounds_with_words
from lms.core.canonical import canonical_json, sha256_hex
from lms.core.narrative import attach_words
from lms.core.registry import Problem

DAYS = ("opens_on", "closes_on")


def export_evidence(person: User) -> dict[str, Any]:
    """A copy for the person: pieces with every round, feedback addressed to them, and what they did as an assessor. JSON-able."""
    mine = selves(person)
    pieces = Submission.objects.filter(person__in=mine).prefetch_related("rounds").order_by("pk")
    files = EvidenceFile.objects.filter(submission__person__in=mine).select_related("file", "submission").order_by("pk")
    return {
        "pieces": [_piece(each) for each in pieces],
        "feedback": _feedback(person),
        "files": [
            {
                "beside": each.submission.public_id,
                "name": each.file.name,
                "size": each.file.size,
                "sha256": each.file.sha256,
                "sent": each.was_sent,
            }
            for each in files
        ],
        **_as_assessor(mine),
    }


def _as_assessor(mine: frozenset[int]) -> dict[str, Any]:
    """What somebody may judge and did judge: days and methods; whom they judged is those people's."""
    return {
        "may_judge": list(Authorisation.objects.filter(assessor__in=mine).order_by("pk").values("competency", "from_on", "until_on")),
        "authorisations_given": list(
            Authorisation.objects.filter(given_by__in=mine).order_by("pk").values("competency", "from_on", "until_on")
        ),
        "judged": list(Judgement.objects.filter(assessor__in=mine).order_by("pk").values("judged_on", "competency", "method")),
        "marking_begun": list(MarkingDraft.objects.filter(assessor__in=mine).order_by("pk").values("started_at", "answers")),
        "answers_marked": list(AnswerMarking.objects.filter(assessor__in=mine).order_by("pk").values("recorded_at", "marks", "out_of")),
        "marks_given": list(MarkEvent.objects.filter(by__in=mine).order_by("pk").values("at", "kind")),
        "quality_checks_made": list(QualityCheck.objects.filter(by__in=mine).order_by("pk").values("checked_on", "outcome")),
        "quality_checks_of_your_judgements": [
            {"on": each.checked_on, "outcome": each.outcome, "words": each.words}
            for each in attach_words(QualityCheck.objects.filter(judgement__assessor__in=mine).order_by("pk"))
        ],
        "files_of_questions_handed_over": list(
            QuestionIntake.objects.filter(by__in=mine).order_by("pk").values("created_at", "file_name", "state")
        ),
        "questions_read": list(QuestionReview.objects.filter(by__in=mine).order_by("pk").values("at")),
        "questions_released": list(QuestionVersion.objects.filter(released_by__in=mine).order_by("pk").values("released_at")),
        "parts_of_questions_taken_back": list(OptionVoid.objects.filter(by__in=mine).order_by("pk").values("at", "part", "is_void", "why")),
        "passes_you_ruled_on": list(PassRuling.objects.filter(by__in=mine).order_by("pk").values("recorded_at", "keeps")),
        "days_of_tests_given": list(
            QuizDays.objects.filter(by__in=mine).order_by("pk").values("at", "quiz__title", "opens_on", "closes_on")
        ),
        "tests_released": list(QuizVersion.objects.filter(released_by__in=mine).order_by("pk").values("released_at", "quiz__title")),
    }


def evidence_files(person: User) -> Iterator[tuple[str, bytes]]:
    """Every file beside a person's pieces as it lies here, one after the other: path in the copy, content."""
    rows = EvidenceFile.objects.filter(submission__person__in=selves(person)).select_related("file", "submission").order_by("pk")
    for each in rows:
        if each.file.file:  # bytes that were let go leave a row without a file
            with each.file.file.open("rb") as stored:
                yield f"evidence/{each.submission.competency}/{each.file.name}", stored.read()


def _piece(piece: Submission) -> dict[str, Any]:
    rounds = rounds_with_words(sorted(piece.rounds.all(), key=lambda each: each.number))
    return {
        "ref": piece.public_id,
        "competency": piece.competency,
        "state": piece.state,
        "title": piece.title,
        "draft": piece.draft_text,
        "who_can_read_it": piece.audience,
        "lived_experience": piece.lived_experience,
        "saved_at": piece.saved_at,
        "rounds": [
            {"number": row.number, "sent": row.submitted_at.isoformat(), "text": words.text if words else None} for row, words in rounds
        ],
    }


def _feedback(person: User) -> list[dict[str, Any]]:
    rows = Judgement.objects.received_by(person).prefetch_related("criteria").order_by("recorded_at")
    return [
        {
            "competency": each.judgement.competency,
            "on": each.judgement.judged_on.isoformat(),
            "outcome": each.judgement.outcome,
            "criteria": each.met,
            "words": each.feedback.addressed_to(person.called).__dict__ if each.feedback else None,
        }
        for each in judgements_with_words(rows)
    ]


def check_evidence() -> Iterator[Problem]:
    """Rows that break invariants 2, 4 or 5 of architecture.md, in five queries."""
    for version in FrameworkVersion.objects.select_related("framework"):
        if version.sha256 != sha256_hex(canonical_json(version.content)):
            row = f"framework {version.framework.key} {version.number}"
            yield Problem(2, row, "its content does not match the hash it was released with")
    for number, rows, says in _contradictions():
        for ref in rows.values_list("public_id", flat=True):
            yield Problem(number, f"judgement {ref}", says)


def _contradictions() -> list[tuple[int, Any, str]]:
    judgements = Judgement.objects.order_by("pk")
    one = Q(assessor=F("person")) | Q(assessor__merged_into=F("person")) | Q(person__merged_into=F("assessor"))
    apart = ~Q(person=F("round__submission__person")) | one | Q(assessor__merged_into=F("person__merged_into"))
    supervised = Exists(_ties("supervises").filter(by=OuterRef("assessor"), of=OuterRef("person")))
    either = Q(by=OuterRef("assessor"), of=OuterRef("person")) | Q(by=OuterRef("person"), of=OuterRef("assessor"))
    without_authority = (
        ~Q(authorised_by__assessor=F("assessor"))
        | ~Q(authorised_by__framework_version=F("framework_version"))
        | ~Q(authorised_by__competency=F("competency"))
        | Q(authorised_by__from_on__gt=F("judged_on"))
        | Q(authorised_by__until_on__lt=F("judged_on"))
    )
    return [
        (4, judgements.filter(apart), "judged by the writer, or about somebody else than the writer"),
        (4, judgements.filter(supervised, plan__supervisor_may_assess=False), "judged by a supervisor although the plan says no"),
        (4, judgements.filter(Exists(_ties("conflict").filter(either))), "judged in spite of a declared conflict of interest"),
        (5, judgements.filter(without_authority), "judged without authority for that competency on that day"),
    ]


def _ties(kind: str) -> Any:
    """Relations of a kind that held on the day of the judgement."""
    until = Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("judged_on"))
    return Relation.objects.filter(until, kind=kind, from_on__lte=OuterRef("judged_on"))
