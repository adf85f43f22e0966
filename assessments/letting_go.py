"""What assessments holds of a person and what becomes of it (lms.core.letting_go)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import Answer, Attempt, EvidenceFile, Judgement, MarkingDraft, Submission
from assessments.services.erase_attempts import OWN_WORDS, erase_attempts, forget_marking_words, forget_own_words, marking_words, own_words
from assessments.services.erase_evidence import erase_evidence
from lms.core.letting_go import Part
from lms.core.models import Narrative


def _has_words(person: User) -> bool:
    """Evidence or feedback of which words or files are left: after an erasure there is none."""
    kinds = ["evidence.words", "judgement.feedback"]
    pieces = Submission.objects.filter(person=person)
    return (
        Narrative.objects.filter(subject_ref=person.public_id, kind__in=kinds).exists()
        or EvidenceFile.objects.filter(submission__in=pieces).exists()
        or pieces.exclude(title="", draft_text="").exists()
    )


def _has_loose_answers(person: User) -> bool:
    flagged = Answer.objects.filter(slot__attempt__person=person, flagged=True)
    return flagged.exists() or Attempt.objects.filter(person=person).open().exists()


def _chosen(person: User) -> QuerySet[Answer]:
    answers = Answer.objects.filter(slot__attempt__person=person, response__isnull=False, is_open=False)
    return answers.exclude(slot__question_version__kind__in=OWN_WORDS)


PARTS = [
    Part(_("drafts, evidence and its files, and the words of feedback"), has=_has_words, let_go=erase_evidence),
    Part(
        _("marking that you began for others and did not finish"),
        has=lambda person: MarkingDraft.objects.filter(assessor=person).exists(),
        let_go=lambda person: MarkingDraft.objects.filter(assessor=person).delete(),
    ),
    Part(_("test answers that were not handed in, and flags"), has=_has_loose_answers, let_go=erase_attempts),
    Part(
        _("what others wrote about your answers in tests"),
        has=lambda person: marking_words(person).exists(),
        let_go=forget_marking_words,
    ),
    Part(
        _("what you wrote or sent in tests that you handed in"),
        has=lambda person: own_words(person).exists(),
        let_go=forget_own_words,
    ),
    Part(
        _("what you chose in tests that you handed in"),
        has=lambda person: _chosen(person).exists(),
        why=_("the results rest on them for as long as somebody may ask; then only the scores stay"),
        rule="assessments.answers",
    ),
    Part(
        _("results of tests"),
        has=lambda person: Attempt.objects.filter(person=person).exists(),
        why=_("decisions about certificates rest on them"),
    ),
    Part(
        _("which competencies were judged, by whom, when and with what outcome"),
        has=lambda person: Judgement.objects.filter(person=person).exists(),
        why=_("a certification rests on them; they hold no words"),
    ),
    Part(
        _("that you judged other people’s work, and when"),
        has=lambda person: Judgement.objects.filter(assessor=person).exists(),
        why=_("other people’s certifications rest on them"),
    ),
]
