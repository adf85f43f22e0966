"""A worker killed half-way through issuing: nothing lost, nothing doubled."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def worker(tmp_path, migrated_file):
    """Runs one part of killed.py beside the others: same database, same folder, a process of its own."""
    shutil.copy(migrated_file, tmp_path / "killed.sqlite3")
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DEMO", "TEST_DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
        "ALONGSIDE_VAR": str(tmp_path),
        "ALONGSIDE_KEYS": str(tmp_path / "keys"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
        "PYTHONPATH": str(ROOT),
    }

    def run(part):
        command = [sys.executable, "-m", "tests.certificates.killed", part]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)

    return run


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
