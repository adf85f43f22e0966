"""Take a piece back for good, before anybody has judged it."""

from django.db import transaction

from accounts.models import User
from assessments.models import EvidenceFile, MarkingDraft, Submission, SubmissionRound
from assessments.services.evidence_files import delete_files
from lms.core.append_only import purge_permit
from lms.core.models import Narrative
from lms.core.moves import move
from lms.core.permissions import require


@transaction.atomic
def withdraw_evidence(*, submission: Submission, by: User) -> Submission:
    """Take back the draft and every round that nobody has judged: words and files go, the empty envelopes stay.

    What was judged stays, because the judgement rests on it. Raises NotAllowed once the newest round is judged.
    """
    require(by, "assessments.change_evidence", submission)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    held.title, held.draft_text, held.audience = "", "", "me"
    held.save(update_fields=["title", "draft_text", "audience"])
    move(held, "withdraw", by=by)
    unjudged = list(SubmissionRound.objects.filter(submission=held, judgements__isnull=True))
    MarkingDraft.objects.filter(round__in=unjudged).delete()
    delete_files(_files_of_no_judged_round(held))
    with purge_permit(purpose="erasure", by_ref=by.public_id, reason="taken back by the writer"):
        Narrative.objects.filter(pk__in=[each.words_id for each in unjudged if each.words_id]).delete()
    return held


def _files_of_no_judged_round(held: Submission) -> list[EvidenceFile]:
    judged = SubmissionRound.objects.filter(submission=held, judgements__isnull=False)
    kept = {file["ref"] for files in judged.values_list("files", flat=True) for file in files}
    return [each for each in held.evidence_files.select_related("file") if each.public_id not in kept]
