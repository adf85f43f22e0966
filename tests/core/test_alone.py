"""What a timer starts runs once at a time; a run that was killed holds up nobody."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from lms.core.alone import alone
from lms.core.models import Job

HOLDS = """
import django, sys, time; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.conf import settings
settings.VAR_DIR = sys.argv[2]
from lms.core.alone import alone
with alone("tick") as is_mine:
    print(is_mine, flush=True); time.sleep(60)
"""


def another():
    """Another process with the lock of `tick`."""
    words = [sys.executable, "-c", HOLDS, str(connection.settings_dict["NAME"]), str(settings.VAR_DIR)]
    process = subprocess.Popen(
        words, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    )
    assert process.stdout.readline() == "True\n"
    return process


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_second_tick_does_nothing_and_a_killed_one_holds_up_nobody(capsys):
    job = Job.objects.create(kind="test.unknown", key="waits")
    process = another()
    try:
        call_command("tick")
        assert "another tick is at it" in capsys.readouterr().out
        job.refresh_from_db()
        assert job.tries == 0
        with alone("nightly") as is_mine:
            assert is_mine
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    call_command("tick")
    assert "jobs 1" in capsys.readouterr().out


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["tick", "nightly"])
def test_a_run_lets_go_when_it_is_done(command, capsys):
    for _ in range(2):
        call_command(command)
    assert "is at it" not in capsys.readouterr().out
    with alone(command) as is_mine:
        assert is_mine
