"""Files beside an answer: taken in with a press of a button, named by the answer, gone when no answer names them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import AnswerFile, AttemptSlot
from assessments.questions.by_people import USUAL_MB
from assessments.questions.file_upload import FILE
from assessments.services.run_clock import refuse_late
from lms.core import clock
from lms.core.errors import Refused
from lms.core.files import store_file
from lms.core.models import PrivateFile
from lms.core.permissions import require

# What a definition accepts, by the readers of lms/core/files.py.
READERS = {"pdf": "pdf", "txt": "text", "jpg": "image", "png": "image", "webp": "image", "mp3": "audio", "ogg": "audio", "m4a": "audio"}
Fields = Mapping[str, Sequence[str]]


def wanted_files(definition: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a question asks for in files; None when it takes none."""
    found: Mapping[str, Any] | None = definition if definition["kind"] == "file_upload" else definition.get("files")
    return found


def with_files(*, slot: AttemptSlot, by: User, raw: Fields, upload: Any, dropped: str = "") -> dict[str, Sequence[str]]:
    """The sent fields with the files that are really this answer's: one more for an upload, one fewer for one that was taken away.

    Raises Refused, in words for the sender, when the file cannot be taken.
    """
    known = set(AnswerFile.objects.filter(slot=slot).values_list("public_id", flat=True))
    kept = [ref for ref in raw.get(FILE, ()) if ref in known and ref != dropped]
    if upload is not None:
        kept.append(add_answer_file(slot=slot, by=by, upload=upload, beside=len(kept)).public_id)
    return {**raw, FILE: kept}


@transaction.atomic
def add_answer_file(*, slot: AttemptSlot, by: User, upload: Any, beside: int) -> AnswerFile:
    """Look at an uploaded file, clean it and keep it for this answer, `beside` so many others. Raises Refused, TimeIsUp among it."""
    require(by, "assessments.answer_attempt", slot.attempt)
    wanted = wanted_files(slot.question_version.definition)
    if wanted is None or not slot.attempt.is_open:
        raise Refused(_("No file can be added here."))
    refuse_late(slot.attempt, clock.now())
    if beside >= wanted.get("most", 1):
        raise Refused(_("At most %(n)d files. Take one away first.") % {"n": wanted.get("most", 1)})
    kinds = tuple(dict.fromkeys(READERS[kind] for kind in wanted["accept"]))
    most = wanted.get("most_mb", USUAL_MB) * 1024 * 1024
    stored = store_file(upload=upload, owner_ref=by.public_id, purpose="answer", kinds=kinds, max_bytes=most)
    if stored.name.rpartition(".")[2] not in wanted["accept"]:
        stored.file.storage.delete(str(stored.file.name))
        raise Refused(_("We can take %(kinds)s here. This file is something else.") % {"kinds": ", ".join(wanted["accept"])})
    return AnswerFile.objects.create(slot=slot, file=stored)


@transaction.atomic
def drop_loose_files(slot: AttemptSlot, refs: Sequence[str]) -> None:
    """After a save: what the answer no longer names is nobody's."""
    delete_answer_files(list(AnswerFile.objects.filter(slot=slot).exclude(public_id__in=refs).select_related("file")))


def delete_answer_files(files: list[AnswerFile]) -> None:
    """Remove rows now and bytes once that stands."""
    stored = [each.file for each in files]
    AnswerFile.objects.filter(pk__in=[each.pk for each in files]).delete()
    PrivateFile.objects.filter(pk__in=[each.pk for each in stored]).delete()
    for each in stored:
        transaction.on_commit(partial(each.file.storage.delete, str(each.file.name)))
