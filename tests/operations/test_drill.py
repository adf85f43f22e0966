"""A backup is worth what its restore is: the scripts themselves, on an embedded database of their own."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
PEOPLE = """
from accounts.models import User; from accounts.services import person_key; from lms.core.sealed import pepper; pepper()
for name in ("ada", "eve"): person_key(User.objects.create(email=f"{name}@example.org", called=name))
"""
ERASE = """
from accounts.models import User; from accounts.services import erase
ada = User.objects.get(email="ada@example.org"); erase(person=ada, by=ada, reason="asked")
"""


def run(*words, var):
    env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "ALONGSIDE_VAR": str(var), "DEBUG": "0"}
    return subprocess.run(words, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A service with two people, its backup, and a ledger that is newer: Ada was erased since."""
    var, backup = tmp_path_factory.mktemp("var"), tmp_path_factory.mktemp("backup") / "b"
    for words in (("migrate", "-v", "0"), ("shell", "-v", "0", "-c", PEOPLE)):
        done = run(sys.executable, "manage.py", *words, var=var)
        assert done.returncode == 0, done.stderr
    said = run("scripts/backup.sh", str(backup), var=var)
    assert said.returncode == 0, said.stderr
    assert run(sys.executable, "manage.py", "shell", "-v", "0", "-c", ERASE, var=var).returncode == 0
    return var, backup


def drill(var, *words):
    done = run("scripts/restore_drill.sh", *map(str, words), var=var)
    return done.returncode, json.loads(done.stdout)


def test_a_restore_is_whole_and_whom_the_newer_ledger_names_stays_erased(made):
    var, backup = made
    code, said = drill(var, backup, var / "erasures")
    assert (code, said["sound"], said["erased_again"], said["tables_that_differ"]) == (0, True, 1, []), said


@pytest.fixture
def harmed(made, tmp_path):
    shutil.copytree(made[1], tmp_path / "b")
    return tmp_path / "b"


def test_without_the_keys_nothing_is_started(made, harmed):
    (harmed / "apart" / "keys" / "operator.key").unlink()
    code, said = drill(made[0], harmed)
    assert (code, said["keys"], "restored" in said) == (1, False, False)


def test_a_dump_that_was_cut_short_is_noticed(made, harmed):
    dump = harmed / "data" / "database.sqlite3"
    dump.write_bytes(dump.read_bytes()[:200_000])
    assert drill(made[0], harmed) == (1, {"sound": False, "keys": True, "restored": False})
