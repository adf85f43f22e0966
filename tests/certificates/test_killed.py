"""A worker killed half-way through issuing: nothing lost, nothing doubled."""

import json
import signal

import pytest


@pytest.fixture
def worker(in_a_process):
    return lambda part: in_a_process("tests.certificates.killed", part)


@pytest.mark.slow
def test_a_worker_killed_by_the_system_loses_and_doubles_nothing(worker):
    prepared = worker("prepare")
    assert prepared.returncode == 0, prepared.stderr[-2000:]
    assert worker("die").returncode == -signal.SIGKILL
    after = worker("again")
    assert after.returncode == 0, after.stderr[-2000:]
    found = json.loads(after.stdout.splitlines()[-1])
    assert found["before"] == {"job": "running", "tries": 1, "copies": 0, "files": 1}
    assert found["waited"] == found["before"]
    assert found["after"] == {"job": "done", "tries": 2, "copies": 1, "files": 3}
    assert found["once_more"] == found["after"]
    assert found["whole"]
