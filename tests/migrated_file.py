"""A database as all migrations really leave it: they take half a minute and several tests start from it, so it is kept.

As a file of SQLite, and as what PostgreSQL's own tools wrote of it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings


@pytest.fixture(scope="session")
def migrated_file():
    """Where the file lies. Copy it; nobody writes in it."""
    with _kept(".sqlite3") as (made, half):
        if not made.exists():
            _migrate(f"sqlite:///{half}", half.parent)
            half.rename(made)
    return made


@pytest.fixture(scope="session")
def migrate_postgresql():
    """Brings an empty database on PostgreSQL, by its address, to where all migrations leave it. One that is kept is only read in."""

    def migrate(address):
        if not (shutil.which("pg_dump") and shutil.which("psql")):
            return _migrate(address, settings.VAR_DIR)
        with _kept(".sql") as (made, half):
            if made.exists():
                return _run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(made), "-d", _for_libpq(address), "-o", os.devnull)
            _migrate(address, settings.VAR_DIR)
            _run("pg_dump", "--no-owner", "-f", str(half), "-d", _for_libpq(address))
            return half.rename(made)

    return migrate


@contextmanager
def _kept(ending):
    """(where it is or will be, where to make it), while nobody else looks; what older migrations left goes."""
    kept = settings.BASE_DIR / ".pytest_cache" / "migrated"
    kept.mkdir(parents=True, exist_ok=True)
    made = kept / f"{_of_all_migrations()}{ending}"
    with (kept / f"lock{ending}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for left in kept.glob(f"*{ending}*"):
                if not left.name.startswith("lock"):
                    left.unlink()
        yield made, kept / f"half{ending}"


@pytest.fixture
def in_a_process(tmp_path, migrated_file):
    """Runs one part of a module beside the others, in a process of its own that may die: same database, same folder."""
    shutil.copy(migrated_file, tmp_path / "killed.sqlite3")
    left_out = ("DEMO", "TEST_DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "lms.settings.dev",
        "ALONGSIDE_VAR": str(tmp_path),
        "ALONGSIDE_KEYS": str(tmp_path / "keys"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
        "PYTHONPATH": str(settings.BASE_DIR),
    }

    def run(module, *part):
        command = [sys.executable, "-m", module, *part]
        return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=300)

    return run


def _of_all_migrations():
    """Changes with every migration, of the libraries too."""
    known = hashlib.sha256()
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            known.update(file.read_bytes())
    return known.hexdigest()[:16]


def _migrate(address, var):
    _run(
        sys.executable,
        "manage.py",
        "migrate",
        "-v",
        "0",
        DJANGO_SETTINGS_MODULE="lms.settings.dev",
        DATABASE_URL=address,
        ALONGSIDE_VAR=str(var),
    )


def _run(*command, **more):
    environment = {name: os.environ[name] for name in os.environ if name not in ("TEST_DATABASE_URL", "DEMO")} | more
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]


def _for_libpq(address):
    """PostgreSQL's own tools take no other word for it."""
    return address.replace("postgres://", "postgresql://", 1)
