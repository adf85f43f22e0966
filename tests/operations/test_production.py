"""Production settings, as a process of their own would see them."""

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from lms.core.checks import files_travel_encrypted

ROOT = settings.BASE_DIR


def manage(*words, var, **more):
    surroundings = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "lms.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "alongside.example",
        "SITE_URL": "https://alongside.example",
        "CACHE_URL": "rediscache://127.0.0.1:6379/1",
        "TRUSTED_PROXY_COUNT": "1",
        "ALONGSIDE_VAR": str(var),
        **more,
    }
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_check_deploy_has_nothing_to_say(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", var=tmp_path)
    assert (done.returncode, done.stdout + done.stderr) == (0, "System check identified no issues (0 silenced).\n")


def test_check_deploy_speaks_up_about_what_is_left_out(tmp_path):
    """So that the test above means something."""
    done = manage("check", "--deploy", "--fail-level", "WARNING", var=tmp_path, CACHE_URL="", TRUSTED_PROXY_COUNT="", SECRET_KEY="short")
    assert done.returncode == 1
    assert all(name in done.stderr for name in ("alongside.W006", "alongside.W007", "security.W009"))


@pytest.mark.django_db(transaction=True)
def test_check_deploy_asks_postgresql_too(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("runs in the PostgreSQL half")
    at = connection.settings_dict
    place = f"{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
    done = manage("check", "--deploy", "--database", "default", "--fail-level", "ERROR", var=tmp_path, DATABASE_URL=f"postgres://{place}")
    said = done.stdout + done.stderr
    assert (done.returncode, said.count("W004"), said.count("security.")) == (0, 0, 0), said


@pytest.mark.parametrize(
    ("endpoint", "found"), [("https://s3.example", []), ("http://127.0.0.1:9000", []), ("http://s3.example", ["alongside.E010"])]
)
def test_files_elsewhere_go_over_an_encrypted_line(settings, endpoint, found):
    settings.PRODUCTION = True
    settings.STORAGES = {**settings.STORAGES, "private": {"BACKEND": "lms.core.s3.Bucket", "OPTIONS": {"endpoint": endpoint}}}
    assert [said.id for said in files_travel_encrypted(None)] == found


def test_demo_is_refused(tmp_path):
    done = manage("check", var=tmp_path, DEMO="1")
    assert (done.returncode, "alongside.E002" in done.stderr) == (1, True)


@pytest.mark.parametrize(("cache", "engine"), [("", "backends.db'"), ("rediscache://127.0.0.1:6379/1", "backends.cached_db'")])
def test_a_process_without_a_shared_cache_believes_only_the_database_about_sessions(tmp_path, cache, engine):
    """Its own cache would not hear that another process has ended one."""
    done = manage("diffsettings", "--all", var=tmp_path, CACHE_URL=cache)
    [said] = [line for line in done.stdout.splitlines() if line.lstrip("# ").startswith("SESSION_ENGINE = ")]
    assert engine in said


def test_a_web_worker_loads_no_client_of_a_store_and_no_reader_of_question_files(tmp_path):
    """Each worker holds what it loads for ever (docs/decisions/0085)."""
    script = (
        "import sys, lms.wsgi; from django.urls import get_resolver; "
        "load = lambda patterns: [load(each.url_patterns) for each in patterns if hasattr(each, 'url_patterns')]; "
        "load(get_resolver().url_patterns); "
        "print(sorted({'minio', 'weasyprint', 'assessments.questions.formats.qti'} & set(sys.modules)))"
    )
    surroundings = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "ALONGSIDE_VAR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
