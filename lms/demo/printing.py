"""Printing the demo's certificates: beside everything else, in processes of their own, and each copy dated as its award was.

The same steps as the job's (draw, store, record), under the job's own key: the job that an award asked for finds its copy and is done.
A copy of which only the drawing was done is drawn again by the next run.
"""

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from functools import cached_property
from types import TracebackType

from certificates.models import Copy
from certificates.queries import JOB_KIND
from certificates.rendering.snapshot import Snapshot
from certificates.services.issue import draft_copy, keep
from lms.core.models import Job
from schemes.models import Certification, CertificationEvent

from .presses import make_ready, papers_of

PRESSES = 2


class Printing:
    """`take_up` hands what is not printed to the presses and goes on; `finish` waits, stores and records."""

    def __init__(self) -> None:
        self.drawn: dict[int, tuple[str, Snapshot, Future[dict[str, bytes]]]] = {}

    def __enter__(self) -> "Printing":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if "pool" in vars(self):
            self.pool.shutdown(cancel_futures=True)

    @cached_property
    def pool(self) -> ProcessPoolExecutor:
        """Started by the first copy; not forked off this process, which has a database open."""
        return ProcessPoolExecutor(PRESSES, multiprocessing.get_context("forkserver"), make_ready)

    def take_up(self) -> None:
        """First copies, for everybody who was awarded and has none."""
        open_now = Certification.objects.exclude(pk__in=self.drawn).exclude(pk__in=Copy.objects.values("certification_id"))
        rows = CertificationEvent.objects.filter(certification__in=open_now, kind="awarded").order_by("seq")
        for pk, number, at in rows.values_list("certification_id", "certification__number", "recorded_at"):
            self._ask(pk, at, f"{JOB_KIND}:{number}:first")

    def take_up_newer(self, when: Mapping[int, datetime]) -> None:
        """Newer copies: certification -> when something was changed that stands on paper."""
        for job in _waiting():
            if at := when.get(job.payload["certification_id"]):
                self._ask(job.payload["certification_id"], at, job.key)

    def _ask(self, certification_id: int, at: datetime, key: str) -> None:
        key = next((job.key for job in _waiting() if job.payload["certification_id"] == certification_id), key)
        snapshot = draft_copy(certification_id=certification_id, kind=Copy.STANDARD, title="", at=at)
        self.drawn[certification_id] = key, snapshot, self.pool.submit(papers_of, snapshot)

    def finish(self) -> None:
        for certification_id, (key, snapshot, papers) in self.drawn.items():
            keep(key=key, certification_id=certification_id, snapshot=snapshot, papers=papers.result())
        self.drawn.clear()


def _waiting() -> list[Job]:
    return list(Job.objects.filter(kind=JOB_KIND, state="waiting"))
