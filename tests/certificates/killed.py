"""Run by test_killed.py in processes of its own: a worker that is really killed while it stores what it drew.

`prepare` awards in a database that is migrated already; `die` works until one paper lies in the storage and then kills itself with a signal
that nobody can catch; `again` is the next worker, six minutes later. It prints one line of JSON.
"""

import json
import os
import signal
import sys
from datetime import timedelta
from io import StringIO

import django

django.setup()

from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.core.management import call_command  # noqa: E402

from certificates.models import Copy  # noqa: E402
from certificates.queries import JOB_KIND  # noqa: E402
from certificates.storage import names_in, private, read  # noqa: E402
from lms.core import clock  # noqa: E402
from lms.core.jobs import run_waiting_jobs  # noqa: E402
from lms.core.models import Job  # noqa: E402


def prepare() -> None:
    from tests.factories.accounts import UserFactory
    from tests.factories.schemes import certified

    certified(UserFactory(called="Zoë"))


def die() -> None:
    save = FileSystemStorage.save

    def save_and_die(*args, **options):
        save(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    FileSystemStorage.save = save_and_die
    run_waiting_jobs()


def files() -> int:
    try:
        folders = private().listdir("certificates")[0]
    except FileNotFoundError:
        return 0
    return sum(len(names_in(f"certificates/{name}")) for name in folders)


def state() -> dict:
    job = Job.objects.get(kind=JOB_KIND)
    return {"job": job.state, "tries": job.tries, "copies": Copy.objects.count(), "files": files()}


def again() -> dict:
    before = state()
    run_waiting_jobs()  # the other one may still be alive: nothing happens
    waited = state()
    Job.objects.filter(state="running").update(heartbeat_at=clock.now() - timedelta(minutes=6))
    call_command("tick", stdout=StringIO())
    run_waiting_jobs()
    after = state()
    run_waiting_jobs()
    copy = Copy.objects.get()
    whole = all(read(paper).startswith(b"%PDF-") for paper in (copy, *copy.papers.all()))
    call_command("check_records", stdout=StringIO())
    return {"before": before, "waited": waited, "after": after, "once_more": state(), "whole": whole}


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "die": die, "again": again}[sys.argv[1]]()))  # noqa: T201
