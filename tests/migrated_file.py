"""An SQLite file as all migrations really leave it: they take half a minute and several tests start from it, so it is kept."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings


@pytest.fixture(scope="session")
def migrated_file():
    """Where the file lies. Copy it; nobody writes in it."""
    kept = settings.BASE_DIR / ".pytest_cache" / "migrated"
    kept.mkdir(parents=True, exist_ok=True)
    made = kept / f"{_of_all_migrations()}.sqlite3"
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for left in kept.glob("*.sqlite3*"):
                left.unlink()
            _migrate(kept / "half.sqlite3")
            (kept / "half.sqlite3").rename(made)
    return made


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


def _migrate(file):
    environment = {name: os.environ[name] for name in os.environ if name not in ("TEST_DATABASE_URL", "DEMO")}
    environment |= {"DJANGO_SETTINGS_MODULE": "lms.settings.dev", "DATABASE_URL": f"sqlite:///{file}", "ALONGSIDE_VAR": str(file.parent)}
    command = [sys.executable, "manage.py", "migrate", "-v", "0"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
