"""How long assessments keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from assessments.models import Answer, AnswerFile, AnswerMarking, EvidenceFile, Judgement, MarkingDraft, Submission, SubmissionRound
from assessments.services.answer_files import delete_answer_files
from assessments.services.evidence_files import delete_files
from assessments.states import DRAFT, JUDGED, WITHDRAWN
from lms.core.models import Narrative
from lms.core.registry import Keeping
from lms.core.retention import delete_old, in_batches

YEAR = 365


def keep() -> list[Keeping]:
    return [
        Keeping(
            "assessments.drafts",
            _("Evidence that was begun and never sent; marking that was begun and never given"),
            _("last edit"),
            _("the words and files go"),
            180,
            _drafts,
        ),
        Keeping(
            "assessments.answers",
            _("Answers of tests that were handed in"),
            _("the day the test was handed in"),
            _("only the scores stay"),
            6 * YEAR,
            _answers,
        ),
        Keeping(
            "assessments.evidence",
            _("Evidence that was sent: words, files, and the words of the feedback"),
            _("the last decision about the piece"),
            _("words and files go; that it was judged, and how, stays"),
            2 * YEAR + 90,  # the time in which somebody may appeal is part of it
            _evidence,
        ),
    ]


def _drafts(before: datetime) -> int:
    """Pieces that were never sent go whole; of those sent before, only what was written since."""
    old = Submission.objects.filter(state=DRAFT, saved_at__lt=before).exclude(person__in=held_people("assessments"))
    unsent = in_batches(old.filter(rounds__isnull=True), _drop_pieces, why="drafts are kept for a while after the last edit")
    changed = old.filter(rounds__isnull=False).exclude(draft_text="", title="").distinct()
    emptied = in_batches(changed, _empty_pieces, why="drafts are kept for a while after the last edit")
    marking = delete_old(MarkingDraft.objects.filter(started_at__lt=before), why="marking that was begun is kept for a while")
    return unsent + emptied + marking


def _drop_pieces(keys: list[Any]) -> None:
    delete_files(list(EvidenceFile.objects.filter(submission__in=keys).select_related("file")))
    Submission.objects.filter(pk__in=keys).delete()


def _empty_pieces(keys: list[Any]) -> None:
    delete_files(list(EvidenceFile.objects.filter(submission__in=keys, was_sent=False).select_related("file")))
    Submission.objects.filter(pk__in=keys).update(draft_text="", title="")


def _answers(before: datetime) -> int:
    old = Answer.objects.filter(slot__attempt__submitted_at__lt=before, response__isnull=False)
    old = old.exclude(slot__attempt__person__in=held_people("assessments"))
    return in_batches(old, _forget_answers, why="of old tests only the scores are kept")


def _forget_answers(keys: list[Any]) -> None:
    """The answers, the files beside them, and what was said about them. A slot and its answer have one key."""
    delete_answer_files(list(AnswerFile.objects.filter(slot__in=keys).select_related("file")))
    said = AnswerMarking.objects.filter(slot__in=keys, words_id__isnull=False).values_list("words_id", flat=True)
    Narrative.objects.filter(pk__in=list(said)).delete()
    Answer.objects.filter(pk__in=keys).update(response=None, saved_at=None, flagged=False)


def _evidence(before: datetime) -> int:
    """Pieces whose last judgement is old, of which words or files are left."""
    day = timezone.localdate(before)
    held = held_people("assessments")
    judged = Judgement.objects.filter(round__submission=OuterRef("pk"))
    closed = (
        Submission.objects.filter(state__in=[JUDGED, WITHDRAWN])
        .filter(Exists(judged))
        .annotate(last_on=Max("rounds__judgements__judged_on"))
        .filter(last_on__lt=day)
        .exclude(person__in=held)
    )
    words = Narrative.objects.filter(
        pk__in=[*_words_ids(SubmissionRound, "submission__in", closed), *_words_ids(Judgement, "round__submission__in", closed)]
    )
    gone = delete_old(words, why="evidence is kept for a while after the decision")
    files = EvidenceFile.objects.filter(submission__in=closed.values("pk"))
    return gone + in_batches(files, _drop_files, why="evidence is kept for a while after the decision")


def _words_ids(model: Any, path: str, closed: Any) -> list[Any]:
    rows = model.objects.filter(words_id__isnull=False, **{path: closed.values("pk")})
    return list(rows.values_list("words_id", flat=True))


def _drop_files(keys: list[Any]) -> None:
    delete_files(list(EvidenceFile.objects.filter(pk__in=keys).select_related("file")))
