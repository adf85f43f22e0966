"""An editor hands over a file of questions: it is looked through by a job, shown line by line, and taken in when they say so."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.models import QuestionBank, QuestionIntake
from assessments.questions.formats.found import MOST_PACKED
from assessments.questions.formats.found import Refused as FileRefused
from lms.core.errors import Refused
from lms.core.files import keep_unopened
from lms.core.jobs import job_kind, start_job
from lms.core.models import Job
from lms.core.permissions import require

JOB_KIND = "assessments.read_questions"
# A file that nobody took in, or whose job is stuck, is somebody's work: it goes after a while, with what was read of it.
LEFT_AFTER = timedelta(days=30)


@transaction.atomic
def hand_over(*, upload: Any, bank: QuestionBank, format_name: str, by: User) -> QuestionIntake:
    """Keep the file and have it looked through; nothing comes into the bank yet. Raises Refused for one that is empty or too large."""
    require(by, "assessments.edit_questions")
    kept = keep_unopened(upload=upload, owner_ref=by.public_id, purpose="questions to read", max_bytes=MOST_PACKED)
    intake = QuestionIntake.objects.create(bank=bank, file=kept, file_name=str(upload.name)[-200:], format=format_name, by=by)
    _start(intake)
    return intake


@transaction.atomic
def confirm(*, intake: QuestionIntake, by: User) -> QuestionIntake:
    """Take in what was looked through. Raises Refused when it was not, or when somebody did so already."""
    require(by, "assessments.edit_questions")
    held = QuestionIntake.objects.select_for_update().get(pk=intake.pk)
    if held.state != "read":
        raise Refused(_("This file is not waiting to be taken in."))
    held.state = "taking"
    held.save(update_fields=["state"])
    _start(held)
    return held


def _start(intake: QuestionIntake) -> None:
    start_job(
        kind=JOB_KIND, key=f"read-questions:{intake.pk}:{intake.state}", payload={"intake": intake.pk}, person_ref=intake.by.public_id
    )


@job_kind(JOB_KIND, says=gettext_lazy("read a file of questions"))
@transaction.atomic
def read_questions(job: Job, *, intake: int) -> dict[str, int]:
    """Look through, or take in, as the state says; done twice it is done once."""
    from assessments.services.take_in import take_in  # readers of seven formats, which no web worker needs

    row = QuestionIntake.objects.select_for_update(of=("self",)).select_related("bank", "file", "by").get(pk=intake)
    if row.file is None or row.state not in ("reading", "taking"):
        return {}
    is_taking = row.state == "taking"
    try:
        with transaction.atomic(), row.file.file.open("rb") as source:
            account = take_in(bank=row.bank, source=source, name=row.file_name, format_name=row.format, by=row.by, dry_run=not is_taking)
    except FileRefused as refused:
        row.state, row.refused = "refused", str(refused)[:500]
        row.save(update_fields=["state", "refused"])
        forget_file(row)
        return {}
    row.state, row.lines = ("taken" if is_taking else "read"), [line.as_json() for line in account.lines]
    row.save(update_fields=["state", "lines"])
    if is_taking:
        forget_file(row)
    return account.counts


def forget_file(intake: QuestionIntake) -> None:
    """The bytes go; what was said about them stays for the editor."""
    kept, intake.file = intake.file, None
    intake.save(update_fields=["file"])
    if kept is not None:
        storage, name = kept.file.storage, str(kept.file.name)
        kept.delete()
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def forget_left_intakes(now: datetime) -> int:
    """Every night: files that nobody took in for thirty days go. Returns how many."""
    open_ones = QuestionIntake.objects.select_for_update().exclude(state__in=["taken", "refused"])
    left = list(open_ones.filter(created_at__lt=now - LEFT_AFTER))
    for intake in left:
        forget_file(intake)
        intake.delete()
    return len(left)
