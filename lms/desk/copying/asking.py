"""Asking for the copy, making it, handing it over, and taking it away when its time is up."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta

from django.core.files import File
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import DataCopy, User
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import job_kind, start_job
from lms.core.models import Job, PrivateFile
from lms.core.sealed import keyed_hash

from .packing import pack
from .streams import measured

LIVES_FOR = timedelta(days=7)
SAME_FOR = timedelta(days=1)
MOST_IN_A_DAY = 3
PURPOSE = "data-copy"


def token_hash(token: str) -> bytes:
    """What is stored of the token in the cookie of the device that asked."""
    return keyed_hash(token, PURPOSE)


def opens_here(copy: DataCopy, token: str) -> bool:
    """Whether this device is the one that asked."""
    return bool(token) and bytes(copy.token_hash) == token_hash(token)


def newest_copy(person: User, at: datetime | None = None) -> DataCopy | None:
    """The copy that a person has now, made or being made."""
    return DataCopy.objects.filter(person=person).open_at(at).select_related("job", "file").order_by("-asked_at", "-pk").first()


@transaction.atomic
def ask_copy(*, person: User, token: str, at: datetime | None = None) -> DataCopy:
    """Ask for a copy that opens on the device holding `token`.

    Within a day the same device gets the same copy. Another device gets a new one, and the older one is taken away. Raises Refused
    for the fourth within a day.
    """
    moment = at or clock.now()
    User.objects.select_for_update().get(pk=person.pk)
    held = newest_copy(person, moment)
    if held and held.asked_at > moment - SAME_FOR and opens_here(held, token):
        return held
    if DataCopy.objects.filter(person=person, asked_at__gt=moment - SAME_FOR).count() >= MOST_IN_A_DAY:
        raise Refused(_("You asked for three copies within a day. Please ask again tomorrow."))
    for older in DataCopy.objects.filter(person=person).open_at(moment).select_related("file"):
        remove_copy(copy=older, at=moment)
    made = DataCopy.objects.create(person=person, asked_at=moment, token_hash=token_hash(token), expires_at=moment + LIVES_FOR)
    made.job = start_job(
        kind="desk.copy", key=f"copy:{made.public_id}", payload={"copy_id": made.pk}, person_ref=person.public_id
    )  # fmt: skip
    made.save(update_fields=["job"])
    return made


@job_kind("desk.copy", says=gettext_lazy("make a copy of everything"))
def make_copy(job: Job, *, copy_id: int) -> None:
    """Make the file of a copy. A worker that died half-way is followed by another; nothing is made for a copy that was taken away."""
    copy = DataCopy.objects.select_related("person").get(pk=copy_id)
    if copy.is_ready or copy.removed_at or copy.person.erased_at:
        return
    with tempfile.TemporaryFile() as draft:
        pack(person=copy.person, into=draft, told=job.report)
        kept = _keep(copy, File(draft), *measured(draft))
    attached = False
    try:
        attached = _attach(copy_id, kept)
    finally:
        if not attached:
            _forget(kept)
            kept.delete()


def _keep(copy: DataCopy, content: File, size: int, sha256: str) -> PrivateFile:
    name = f"{slugify(_('my copy')) or 'copy'}-{copy.asked_at:%Y-%m-%d}.zip"
    row = PrivateFile(owner_ref=copy.person.public_id, purpose="copy", name=name, content_type="application/zip", size=size, sha256=sha256)
    row.file.save(row.public_id, content, save=True)
    return row


@transaction.atomic
def _attach(copy_id: int, kept: PrivateFile) -> bool:
    """Make the file the copy's, unless it was taken away, or another worker was quicker."""
    held = DataCopy.objects.select_for_update(of=("self",)).select_related("person").get(pk=copy_id)
    if held.file_id or held.removed_at or held.person.erased_at:
        return False
    held.file, held.ready_at = kept, clock.now()
    held.save(update_fields=["file", "ready_at"])
    return True


@transaction.atomic
def fetched(*, copy: DataCopy, at: datetime | None = None) -> None:
    """Note that it was taken along, once."""
    DataCopy.objects.filter(pk=copy.pk, fetched_at=None).update(fetched_at=at or clock.now())


@transaction.atomic
def remove_copy(*, copy: DataCopy, at: datetime | None = None) -> None:
    """Take the bytes away. The row stays as the note that a copy was asked for."""
    DataCopy.objects.filter(pk=copy.pk, removed_at=None).update(removed_at=at or clock.now())
    if kept := copy.file:
        transaction.on_commit(lambda: _forget(kept))


def _forget(kept: PrivateFile) -> None:
    if kept.file:
        kept.file.delete(save=False)
        kept.file.name = ""
        kept.name = ""
        kept.save(update_fields=["file", "name"])


def remove_old_copies(now: datetime) -> int:
    """What `tick` does: copies whose time is up, and bytes that a killed process left behind. Gives how many copies."""
    over = list(DataCopy.objects.filter(removed_at=None, expires_at__lte=now).select_related("file"))
    for copy in over:
        remove_copy(copy=copy, at=now)
    left = DataCopy.objects.filter(removed_at__isnull=False, file__isnull=False).exclude(file__file="").select_related("file")
    for copy in left:
        _forget(copy.file)  # type: ignore[arg-type]
    lost = PrivateFile.objects.filter(purpose="copy", created_at__lt=now - SAME_FOR).exclude(file="")
    for kept in lost.exclude(pk__in=DataCopy.objects.filter(file__isnull=False).values("file")):
        _forget(kept)
    return len(over)
