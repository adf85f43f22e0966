"""Certificates on paper: in this process, and by the workers that a real service runs."""

import os
import subprocess
import sys
import time
from contextlib import suppress

from bench.measures.bench import Bench
from bench.rounds import Line, timed
from bench.service import ROOT, cpu_clock, memory_mb

COPIES = 100
LONGEST_WAIT = 900


def plain(bench: Bench) -> Line:
    """The same page through WeasyPrint as it comes: laid out once at the usual sizes; no drawing, tags, seal or fitting."""
    from certificates.rendering.layouts import LAYOUTS
    from certificates.rendering.press import press

    says, machine = _snapshot(), press()
    fits = _fits(says)

    def work() -> None:
        machine._document(says, LAYOUTS["certificate"], fits).write_pdf()

    work()
    return timed("one PDF, plain", work, 20)


def _fits(says):  # type: ignore[no-untyped-def]
    from certificates.rendering.layouts import LAYOUTS
    from certificates.rendering.press import fit_all

    layout = LAYOUTS["certificate"]
    return fit_all(says, layout, dict.fromkeys(layout.places, 0))


def _snapshot():  # type: ignore[no-untyped-def]
    from certificates.models import Copy

    return Copy.objects.opened().filter(snapshot__isnull=False).order_by("pk")[0].snapshot.open()


def designed(bench: Bench) -> Line:
    from certificates.rendering.press import render

    says = _snapshot()
    render(says, "certificate")
    return timed("one PDF, as designed", lambda: render(says, "certificate"), 20)


def by_workers(bench: Bench) -> Line:
    """One worker a core prints copies that were asked for; the clock starts when they are warm, with the first finished copy.

    A copy is three PDFs (certificates/rendering/layouts.py), stored and noted: figures are for one PDF.
    """
    from certificates.models import Copy
    from certificates.rendering.layouts import LAYOUTS
    from lms.core.models import Job

    jobs = _ask(COPIES)
    done = Job.objects.filter(pk__in=jobs, state="done")
    command = [sys.executable, "manage.py", "db_worker", "--backend", "jobs", "--skip-checks", "--interval", "0.1", "--no-reload"]
    workers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(os.cpu_count() or 2)
    ]
    try:
        first = _until(lambda: done.count(), 1)
        begun, used = time.perf_counter(), sum(cpu_clock(worker.pid) for worker in workers)
        rest = _until(lambda: done.count(), len(jobs)) - first
        took, cpu = time.perf_counter() - begun, sum(cpu_clock(worker.pid) for worker in workers) - used
        memory = [memory_mb(worker.pid) for worker in workers]
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(30)
    printed = Copy.objects.filter(key__in=Job.objects.filter(pk__in=jobs).values("key")).count()
    if printed != len(jobs):
        raise RuntimeError(f"{len(jobs)} copies were asked for and {printed} are there")
    papers = rest * len(LAYOUTS)
    return {
        "measure": "300 PDFs by workers",
        "times": papers,
        "seconds_for_1000": round(took / papers * 1000, 1),
        "per_second": round(papers / took, 2),
        "cpu_ms": round(cpu / papers, 1),
        "pss_mb": round(max(each["pss_mb"] for each in memory), 1),
        "peak_mb": round(max(each["peak_mb"] for each in memory), 1),
    }


def _ask(count: int) -> list[int]:
    from certificates.models import Copy
    from certificates.services.ask import ask_for_copy
    from lms.core.errors import Refused
    from schemes.models import Certification

    without = Certification.objects.exclude(pk__in=Copy.objects.values("certification")).order_by("pk")
    jobs = []
    for certification in without.iterator():
        with suppress(Refused):  # a certification that has ended gets none
            job = ask_for_copy(certification_id=certification.pk)
            jobs += [job.pk] if job else []
        if len(jobs) == count:
            break
    if not jobs:
        raise RuntimeError("nobody is certified: fill with more --people")
    return jobs


def _until(count, wanted: int) -> int:  # type: ignore[no-untyped-def]
    ends = time.perf_counter() + LONGEST_WAIT
    while (have := count()) < wanted:
        if time.perf_counter() > ends:
            raise RuntimeError(f"{have} of {wanted} copies after {LONGEST_WAIT} seconds")
        time.sleep(0.1)
    return have
