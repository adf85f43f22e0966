"""`/healthz/ready` says false for what is broken, and tells strangers nothing else."""

from datetime import timedelta

import pytest
from django.db import connection

from lms.core import clock
from lms.core.jobs import start_job
from lms.core.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PARTS = {"database", "migrations", "triggers", "worker", "storage", "cache", "erasures"}


@pytest.fixture
def ask(client):
    def asked():
        answer = client.get("/healthz/ready")
        return answer.status_code, {name for name in PARTS if answer.json()[name] is not True}, answer.json()

    return asked


def test_sound(ask):
    status, broken, said = ask()
    assert (status, broken) == (200, set())
    assert said == {"ready": True, **dict.fromkeys(PARTS, True), "worker_lag_seconds": 0}


def test_a_job_that_waits_is_told_in_seconds_and_after_ten_minutes_it_is_a_fault(ask):
    job = start_job(kind="test.waits", key="a secret key", payload={})
    for seconds, status in ((300, 200), (700, 503)):
        Job.objects.filter(pk=job.pk).update(created_at=clock.now() - timedelta(seconds=seconds))
        answer, broken, said = ask()
        assert (answer, broken) == (status, set() if status == 200 else {"worker"})
        assert seconds <= said["worker_lag_seconds"] <= seconds + 30
        assert "secret" not in str(said)


def test_a_migration_that_was_not_applied(ask, settings):
    """Tests make their tables without migrations: once the files count again, none of them has been applied."""
    settings.MIGRATION_MODULES = {}
    assert ask()[:2] == (503, {"migrations"})


def test_storage_that_cannot_be_written(ask, settings, tmp_path):
    (tmp_path / "a file").write_text("")
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "a file", "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    status, broken, said = ask()
    assert (status, broken) == (503, {"storage"})
    assert str(tmp_path) not in str(said)


def test_a_cache_that_does_not_answer(ask, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    assert ask()[:2] == (503, {"cache"})


def test_a_cache_that_forgets(ask, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert ask()[:2] == (503, {"cache"})


def test_a_trigger_that_is_gone(ask):
    on = "" if connection.vendor == "sqlite" else " ON core_narrative"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER keep_core_narrative_delete{on}")
    assert ask()[:2] == (503, {"triggers"})


def test_a_database_that_does_not_answer(ask):
    def down(*_):
        raise OSError("password=canary host=db.example")

    with connection.execute_wrapper(down):
        status, broken, said = ask()
    assert (status, {"database", "worker"} <= broken) == (503, True)
    assert said["worker_lag_seconds"] is None
    assert "canary" not in str(said)
