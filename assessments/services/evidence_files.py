"""Put a file beside a draft, and take it away again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import EvidenceFile, Submission
from assessments.states import DRAFT
from lms.core.errors import Refused
from lms.core.files import store_file
from lms.core.models import PrivateFile
from lms.core.permissions import require

MOST_FILES = 5


@transaction.atomic
def add_file(*, submission: Submission, by: User, upload: Any) -> EvidenceFile:
    """Look at an uploaded file, clean it and put it beside the draft.

    Raises Refused, in words for the sender, when it is too large, not what it says, or one too many.
    """
    held = _held_draft(submission, by)
    if held.evidence_files.filter(in_draft=True).count() >= MOST_FILES:
        raise Refused(_("A piece can have %(n)d files. Take one away first.") % {"n": MOST_FILES})
    stored = store_file(upload=upload, owner_ref=by.public_id, purpose="evidence")
    return EvidenceFile.objects.create(submission=held, file=stored)


@transaction.atomic
def remove_file(*, evidence_file: EvidenceFile, by: User) -> None:
    """Take a file out of the draft. One that was sent before stays with its round; any other is gone."""
    _held_draft(evidence_file.submission, by)
    if evidence_file.was_sent:
        evidence_file.in_draft = False
        evidence_file.save(update_fields=["in_draft"])
    else:
        delete_files([evidence_file])


def delete_files(files: list[EvidenceFile]) -> None:
    """Remove rows now and bytes once that stands. For drafts, withdrawals and erasure."""
    stored = [evidence_file.file for evidence_file in files]
    EvidenceFile.objects.filter(pk__in=[evidence_file.pk for evidence_file in files]).delete()
    PrivateFile.objects.filter(pk__in=[each.pk for each in stored]).delete()
    for each in stored:
        transaction.on_commit(_deleter(each), robust=True)


def _deleter(stored: PrivateFile) -> Any:
    return lambda: stored.file.storage.delete(str(stored.file.name))


def _held_draft(submission: Submission, by: User) -> Submission:
    require(by, "assessments.change_evidence", submission)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.state != DRAFT:
        raise Refused(_("This piece has been sent. Choose “Change it” first."))
    return held
