"""Take somebody out of the evidence: words and files go, judgements stay as envelopes (decisions.md 7 and 8)."""

from accounts.models import User
from assessments.models import EvidenceFile, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.services.evidence_files import delete_files
from assessments.states import DRAFT, SUBMITTED
from lms.core.models import Narrative
from lms.core.moves import move


def erase_evidence(person: User) -> None:
    """Part of an erasure: runs inside its transaction and purge permit (assessments/letting_go.py). Safe to repeat."""
    MarkingDraft.objects.filter(round__submission__person=person).delete()
    delete_files(list(EvidenceFile.objects.filter(submission__person=person).select_related("file")))
    _forget_words(person)


def _forget_words(person: User) -> None:
    pieces = Submission.objects.filter(person=person)
    pieces.filter(rounds__isnull=True).delete()
    pieces.update(title="", draft_text="", audience="me")
    for piece in pieces.filter(state__in=[DRAFT, SUBMITTED]):
        move(piece, "withdraw", by=person, reason="erased")
    words = SubmissionRound.objects.filter(submission__person=person, words_id__isnull=False).values_list("words_id", flat=True)
    feedback = Judgement.objects.filter(person=person, words_id__isnull=False).values_list("words_id", flat=True)
    Narrative.objects.filter(pk__in=[*words, *feedback]).delete()
