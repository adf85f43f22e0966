"""Begin to mark, and keep what is half done."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.models import MarkingDraft, SubmissionRound
from lms.core.permissions import require


@transaction.atomic
def start_marking(*, submission_round: SubmissionRound, by: User) -> MarkingDraft:
    """Say "I have started on this", so that others choose another piece. Twice is once."""
    require(by, "assessments.mark")
    draft, _ = MarkingDraft.objects.get_or_create(round=submission_round, assessor=by)
    return draft


@transaction.atomic
def save_marking_draft(*, submission_round: SubmissionRound, by: User, answers: Mapping[str, Any]) -> MarkingDraft:
    """Keep an unfinished marking. Nobody but this assessor sees it; it goes once they have judged the round."""
    require(by, "assessments.mark")
    draft, _ = MarkingDraft.objects.update_or_create(round=submission_round, assessor=by, defaults={"answers": dict(answers)})
    return draft
