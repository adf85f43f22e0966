"""Asking for a copy: by the holder, or by the news of an award or a renewal."""

import json

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import survivor_of
from certificates.models import Copy
from certificates.queries import JOB_KIND, can_be_printed, current_copy, draft, status_of
from certificates.rendering.snapshot import Snapshot
from lms.core import clock
from lms.core.errors import Refused
from lms.core.jobs import start_job
from lms.core.models import Job
from lms.core.sealed import keyed_hash
from schemes.public import Holding, holdings


@transaction.atomic
def ask_for_copy(*, certification_id: int, kind: str = Copy.STANDARD, title: str = "") -> Job | None:
    """Start the printing of a copy that says what is true today; None when the present copy says it already.

    Asking twice is one job, and later the same copy: the key is made of the copy that is replaced and of what the new
    one will say. `title` is for a neutral copy. Raises Refused when nothing stands that could be printed.
    """
    holding = holdings([certification_id])[certification_id]
    person = survivor_of(User.objects.get(pk=holding.person_id))
    status = status_of(certification_id)
    if status is None or not can_be_printed(person, status):
        raise Refused(_("A copy can be made while the certificate is current."))
    if kind == Copy.NEUTRAL and title not in status.neutral_titles:
        raise Refused(_("Choose one of the titles for the second copy."))
    title = title if kind == Copy.NEUTRAL else ""
    present = current_copy(certification_id, kind)
    wanted = draft(person, status, kind=kind, title=title, number=holding.number, code="", at=clock.now())
    if present and not present.is_erased and present.snapshot.open().facts == wanted.facts:
        return None
    payload = {"certification_id": certification_id, "kind": kind, "title": title}
    return start_job(kind=JOB_KIND, key=_key(holding, present, wanted), payload=payload, person_ref=person.public_id)


def _key(holding: Holding, present: Copy | None, wanted: Snapshot) -> str:
    """Holds a keyed hash of what will be printed: the key outlives an erasure, and a plain hash of a name can be guessed."""
    facts = json.dumps(wanted.facts, default=str, ensure_ascii=False)
    said = keyed_hash(facts, "certificates.facts").hex()
    return f"{JOB_KIND}:{holding.public_id}:{present.public_id if present else 'first'}:{said}"
