"""Frameworks, evidence and judgements for tests. Acts go through the services, so that what stands is what could happen."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Relation, RoleGrant, User
from assessments.judging import Marking
from assessments.models import Authorisation, EvidenceFile, FrameworkVersion, Judgement, Submission, SubmissionRound
from assessments.queries.rounds import names_that_unmask
from assessments.services.evidence_files import add_file
from assessments.services.import_framework import import_framework
from assessments.services.judge import judge
from assessments.services.reopen_evidence import reopen_evidence
from assessments.services.save_draft import save_draft
from assessments.services.submit_evidence import places_in, submit_evidence
from assessments.words import Piece
from lms.core import clock

STARTER = Path(__file__).resolve().parents[2] / "assessments" / "starter" / "framework.yaml"
LONG_AGO = date(2020, 1, 1)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def person(called: str, *roles: str, **fields: Any) -> User:
    made = User.objects.create_user(email=f"{called.lower().replace(' ', '.')}@people.example", called=called, **fields)
    for role in roles:
        RoleGrant.objects.create(person=made, role=role, from_on=LONG_AGO)
    return made


def framework(*, text: str = "") -> FrameworkVersion:
    return import_framework(text=text or STARTER.read_text())


def authority(assessor: User, version: FrameworkVersion, competency: str = "boundaries", **dates: Any) -> Authorisation:
    giver = User.objects.filter(called="Gus").first() or person("Gus", "manager")
    fields = {"from_on": LONG_AGO, **dates}
    return Authorisation.objects.create(assessor=assessor, framework_version=version, competency=competency, given_by=giver, **fields)


def tie(kind: str, by: User, of: User) -> Relation:
    return Relation.objects.create(kind=kind, by=by, of=of, from_on=LONG_AGO)


def draft(writer: User, version: FrameworkVersion, competency: str = "boundaries", **words: Any) -> Submission:
    words = {"title": "A grey area", "text": "They asked for my own number and I said what was possible.", **words}
    return save_draft(person=writer, framework_version=version, competency=competency, **words)


def upload(name: str = "card.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def with_file(piece: Submission, **options: Any) -> EvidenceFile:
    return add_file(submission=piece, by=piece.person, upload=upload(**options))


def send(piece: Submission, choice: str = "as_is") -> SubmissionRound:
    piece.refresh_from_db()
    in_title, in_text = places_in(Piece(piece.title, piece.draft_text), names_that_unmask(piece.person))
    choices = [choice] * (len(in_title) + len(in_text))
    return submit_evidence(submission=piece, by=piece.person, draft_number=piece.draft_number, choices=choices)


def sent(writer: User, version: FrameworkVersion, competency: str = "boundaries", **words: Any) -> SubmissionRound:
    return send(draft(writer, version, competency, **words))


def marking(version: FrameworkVersion, competency: str = "boundaries", *, met: bool = True, **said: Any) -> Marking:
    about = version.competency(competency)
    assert about is not None
    answers = {key: met or at > 0 for at, key in enumerate(about.criterion_keys)}
    words = {"strengths": "Thank you, {name}. You stayed warm.", "next_step": "" if met else "Say whom you talked to."}
    return Marking(met=answers, method="reflective_account", **{**words, **said})


def judged(of: SubmissionRound, by: User, *, met: bool = True, **said: Any) -> Judgement:
    piece = of.submission
    said_fully = marking(piece.framework_version, piece.competency, met=met, **said)
    return judge(submission_round=of, by=by, marking=said_fully)


def next_round(of: SubmissionRound, text: str) -> SubmissionRound:
    """The writer goes on with a judged piece and sends it again."""
    piece = reopen_evidence(submission=of.submission, by=of.submission.person)
    again = draft(piece.person, piece.framework_version, piece.competency, title=piece.title, text=text, seen_number=piece.draft_number)
    return send(again)


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)
