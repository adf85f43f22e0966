"""Issued copies for tests."""

from datetime import UTC, date, datetime

from accounts.models import User
from certificates.models import Copy
from certificates.queries import JOB_KIND
from certificates.rendering.layouts import LAYOUTS
from certificates.services.issue import draft_copy, keep
from lms.core import clock
from lms.core.models import Job
from schemes.models import Certification, SchemeVersion
from schemes.services.chain import append
from schemes.standing import EventKind
from tests.factories.schemes import release

STAND_IN = b"%PDF-1.7\nnot drawn: these tests are about the copy, not about the paper\n"


def stand_ins(snapshot) -> dict[str, bytes]:
    return {layout: STAND_IN + f"{layout} {snapshot.code}".encode() for layout in LAYOUTS}


def issued(certification: Certification, *, key: str = "", kind: str = Copy.STANDARD, title: str = "", at=None) -> Copy:
    """A copy that went through every step of issuing but the drawing, which takes a fifth of a second.

    Without a key it answers the job that the award began, if that still waits.
    """
    job = Job.objects.filter(kind=JOB_KIND, state="waiting", payload={"certification_id": certification.pk, "kind": kind, "title": title})
    key = key or next(iter(job.values_list("key", flat=True)), f"{certification.public_id}:{kind}")
    snapshot = draft_copy(certification_id=certification.pk, kind=kind, title=title, at=at)
    copy = keep(key=key, certification_id=certification.pk, snapshot=snapshot, papers=stand_ins(snapshot))
    return Copy.objects.opened().get(pk=copy.pk)


def code_of(copy: Copy) -> str:
    return copy.snapshot.open().code


def awarded_on(person: User, day: date, by: User, version: SchemeVersion | None = None) -> Certification:
    """A certification with an award on that day and no application behind it: for standings that take years to come about."""
    version = version or SchemeVersion.objects.filter(scheme__code="quick").first() or release()
    certification = Certification.objects.create(person=person, credential_type=version.credential_type)
    at = min(datetime(day.year, day.month, day.day, tzinfo=UTC), clock.now())
    kind, reason = EventKind.AWARDED, "request"
    append(certification=certification, kind=kind, by=by, reason=reason, effective_on=day, scheme_version=version, term_from=day, at=at)
    return certification
