"""A backup is worth what its restore is: the scripts themselves, on a database of their own."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.slow, pytest.mark.both]
PEOPLE = """
from accounts.models import User; from accounts.services import person_key; from lms.core.sealed import pepper; pepper()
for name in ("ada", "eve"): person_key(User.objects.create(email=f"{name}@example.org", called=name))
"""
ERASE = """
from accounts.models import User; from accounts.services import erase
ada = User.objects.get(email="ada@example.org"); erase(person=ada, by=ada, reason="asked")
"""


@dataclass(frozen=True)
class Service:
    """A service of its own: its data folder, and its database where that is not a file in it."""

    var: Path
    database: str = ""

    def run(self, *words):
        env = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "ALONGSIDE_VAR": str(self.var), "DEBUG": "0"}
        more = {"DATABASE_URL": self.database} if self.database else {}
        return subprocess.run(words, cwd=settings.BASE_DIR, env={**env, **more}, capture_output=True, text=True, check=False)

    def drill(self, *words):
        done = self.run("scripts/restore_drill.sh", *map(str, words))
        return done.returncode, json.loads(done.stdout)


@contextmanager
def database():
    """A database beside the tests' own on PostgreSQL; on SQLite a file in the data folder."""
    if connection.vendor != "postgresql":
        yield ""
        return
    if not (shutil.which("pg_dump") and shutil.which("psql")):
        pytest.skip("needs postgresql-client")
    at, name = connection.settings_dict, f"alongside_drill_test_{os.getpid()}"
    server = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as maker:
        maker.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            maker.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def made(tmp_path_factory, request):
    """A service with two people, its backup, and a ledger that is newer: Ada was erased since."""
    backup = tmp_path_factory.mktemp("backup") / "b"
    with database() as address:
        service = Service(tmp_path_factory.mktemp("var"), address)
        if address:
            request.getfixturevalue("migrate_postgresql")(address)
        else:
            shutil.copy(request.getfixturevalue("migrated_file"), service.var / "alongside.sqlite3")
        for words in (("migrate", "-v", "0"), ("shell", "-v", "0", "-c", PEOPLE)):
            done = service.run(sys.executable, "manage.py", *words)
            assert done.returncode == 0, done.stderr
        said = service.run("scripts/backup.sh", str(backup))
        assert said.returncode == 0, said.stderr
        assert service.run(sys.executable, "manage.py", "shell", "-v", "0", "-c", ERASE).returncode == 0
        yield service, backup


def test_a_restore_is_whole_and_whom_the_newer_ledger_names_stays_erased(made):
    service, backup = made
    code, said = service.drill(backup, service.var / "erasures")
    assert (code, said["sound"], said["erased_again"], said["tables_that_differ"]) == (0, True, 1, []), said


@pytest.fixture
def harmed(made, tmp_path):
    shutil.copytree(made[1], tmp_path / "b")
    return tmp_path / "b"


def test_without_the_keys_nothing_is_started(made, harmed):
    (harmed / "apart" / "keys" / "operator.key").unlink()
    code, said = made[0].drill(harmed)
    assert (code, said["keys"], "restored" in said) == (1, False, False)


def test_a_dump_that_was_cut_short_is_noticed(made, harmed):
    (dump,) = (harmed / "data").glob("database.*")
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size * 2 // 3])
    assert made[0].drill(harmed) == (1, {"sound": False, "keys": True, "restored": False})
