"""Slow work as an administrator sees it: what kind, how far, what went wrong; never of whom, and no word of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When

from accounts.models import User
from lms.core import clock
from lms.core.jobs import SILENT_FOR, begin_again, said
from lms.core.models import Job
from lms.core.permissions import require

FIRST = ("stuck", "waiting", "running")


@dataclass(frozen=True)
class Line:
    """One job. `state` is also "silent": it runs, says the row, and its worker gave no sign for minutes; `tick` takes it up."""

    public_id: str
    kind: str
    state: str
    tries: int
    fault: str
    asked_at: datetime
    seen_at: datetime | None


def open_jobs() -> QuerySet[Job]:
    """What is not done: the stuck first, then by age."""
    order = Case(*(When(state=state, then=Value(place)) for place, state in enumerate(FIRST)), output_field=IntegerField())
    return Job.objects.filter(state__in=FIRST).order_by(order, "created_at", "pk").defer("payload", "result")


def shown(job: Job) -> Line:
    is_silent = job.state == "running" and (job.heartbeat_at is None or job.heartbeat_at < clock.now() - SILENT_FOR)
    state = "silent" if is_silent else job.state
    return Line(job.public_id.lower(), said(job.kind), state, job.tries, job.trouble, job.created_at, job.heartbeat_at)


@transaction.atomic
def try_again(*, job: Job, by: User) -> bool:
    """Start a stuck job anew, with all its tries. Returns whether it was still stuck."""
    require(by, "accounts.mend_jobs")
    return begin_again(job)
