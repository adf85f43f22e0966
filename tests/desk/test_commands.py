"""Commands that cross all apps."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from lms.core import registry
from lms.core.registry import Problem
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_sound_records_are_said_to_be_sound():
    assert json.loads(run("check_records", "--json")) == {"sound": True, "problems": []}


def test_a_broken_record_is_named_and_the_command_ends_with_1(monkeypatch):
    registry.register("check", "test", lambda: [Problem(4, "judgement ABC", "judged by themselves")])
    try:
        with pytest.raises(CommandError) as caught:
            run("check_records")
    finally:
        registry._contributions["check"].pop("test")
    assert caught.value.returncode == 1


def test_a_broken_record_is_named_in_json_too():
    registry.register("check", "test", lambda: [Problem(4, "judgement ABC", "judged by themselves")])
    out = StringIO()
    try:
        with pytest.raises(CommandError):
            call_command("check_records", "--json", stdout=out)
    finally:
        registry._contributions["check"].pop("test")
    said = json.loads(out.getvalue())
    assert said == {"sound": False, "problems": [{"invariant": 4, "row": "judgement ABC", "says": "judged by themselves"}]}


def test_a_missing_trigger_is_a_broken_record():
    on = "" if connection.vendor == "sqlite" else " ON core_narrative"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER keep_core_narrative_delete{on}")
    with pytest.raises(CommandError):
        run("check_records")


def test_tick_and_nightly_can_be_repeated():
    for _ in range(2):
        assert "jobs 0" in run("tick")
        assert "0 problems" in run("nightly")


def test_erase_says_what_went_and_what_stays():
    ash, ada = with_role("admin", "Ash"), UserFactory(email="ada@example.org")
    said = run("erase", "ada@example.org", "--by", ash.public_id, "--reason", "asked")
    assert "gone: names" in said
    assert User.objects.get(pk=ada.pk).erased_at
    with pytest.raises(CommandError):
        run("erase", "nobody@example.org", "--by", ash.public_id, "--reason", "asked")


def test_health(client):
    assert client.get("/healthz/live").json() == {"live": True}
    answer = client.get("/healthz/ready")
    parts = answer.json()
    assert set(parts) == {"ready", "database", "migrations", "triggers", "worker", "storage", "cache", "erasures", "worker_lag_seconds"}
    assert (parts["database"], parts["triggers"], parts["worker"], parts["storage"]) == (True, True, True, True)
