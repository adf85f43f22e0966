"""Take somebody out of the evidence: words and files go, judgements stay as envelopes (decisions.md 7 and 8)."""

from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import EvidenceFile, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.services.evidence_files import delete_files
from assessments.states import DRAFT, SUBMITTED
from lms.core.models import Narrative
from lms.core.moves import move
from lms.core.registry import Erased


def erase_evidence(person: User) -> list[Erased]:
    """Part of an erasure: runs inside its transaction and purge permit (lms.core.registry). Safe to repeat."""
    pieces = Submission.objects.filter(person=person)
    lines = [Erased(_("drafts, evidence and its files, and the words of feedback"), "gone")] if pieces.exists() else []
    MarkingDraft.objects.filter(assessor=person).delete()
    MarkingDraft.objects.filter(round__submission__person=person).delete()
    delete_files(list(EvidenceFile.objects.filter(submission__person=person).select_related("file")))
    _forget_words(person)
    return [*lines, *_kept(person)]


def _forget_words(person: User) -> None:
    pieces = Submission.objects.filter(person=person)
    pieces.filter(rounds__isnull=True).delete()
    pieces.update(title="", draft_text="", audience="me")
    for piece in pieces.filter(state__in=[DRAFT, SUBMITTED]):
        move(piece, "withdraw", by=person, reason="erased")
    words = SubmissionRound.objects.filter(submission__person=person, words_id__isnull=False).values_list("words_id", flat=True)
    feedback = Judgement.objects.filter(person=person, words_id__isnull=False).values_list("words_id", flat=True)
    Narrative.objects.filter(pk__in=[*words, *feedback]).delete()


def _kept(person: User) -> list[Erased]:
    lines = []
    if Judgement.objects.filter(person=person).exists():
        why = _("a certification rests on them; they hold no words")
        lines.append(Erased(_("which competencies were judged, by whom, when and with what outcome"), "kept", why))
    if Judgement.objects.filter(assessor=person).exists():
        why = _("other people’s certifications rest on them")
        lines.append(Erased(_("that you judged other people’s work, and when"), "kept", why))
    return lines
