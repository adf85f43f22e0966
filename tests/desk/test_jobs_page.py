"""/manage/jobs/: an administrator sees slow work that is stuck and may start it anew; of whom it is stands nowhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.core import clock
from lms.core.jobs import MOST_TRIES, job_kind, run_waiting_jobs, start_job
from lms.core.models import Job
from lms.desk.services.jobs import open_jobs, shown, try_again
from tests.factories.accounts import UserFactory, with_role

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WORKS = {"now": False}


@job_kind("test.flaky", says="paint a fence")
def flaky(job, *, word):
    if not WORKS["now"]:
        raise OSError(f"{word} refused")


@pytest.fixture
def ash():
    return with_role("admin", "Ash")


@pytest.fixture
def stuck():
    """Ada's job, tried five times."""
    WORKS["now"] = False
    ada = UserFactory(called="Ada Canary")
    job = start_job(kind="test.flaky", key="a canary key", payload={"word": "canary"}, person_ref=ada.public_id)
    for _ in range(MOST_TRIES):
        run_waiting_jobs()
    job.refresh_from_db()
    assert job.state == "stuck"
    return job


def page(client, ash):
    client.force_login(ash)
    return client.get("/manage/jobs/").content.decode()


def test_it_says_what_is_stuck_and_of_whom_it_is_to_nobody(client, ash, stuck):
    words = page(client, ash)
    assert all(said in words for said in ("Paint a fence", "Stuck", "OSError", f"/manage/jobs/{stuck.public_id.lower()}/again/"))
    assert "canary" not in words.lower()
    assert stuck.person_ref not in words


def test_without_open_work_it_says_so(client, ash):
    assert "Nothing waits" in page(client, ash)


def test_a_press_after_a_page_in_between_starts_it_anew(client, ash, stuck, commits):
    client.force_login(ash)
    address = f"/manage/jobs/{stuck.public_id.lower()}/again/"
    asked = client.get(address).content.decode()
    assert "It was tried 5 times. The fault was OSError." in asked
    assert Job.objects.get().state == "stuck"
    WORKS["now"] = True
    assert client.post(address).status_code == 302
    job = Job.objects.get()
    assert (job.state, job.tries, job.trouble) == ("waiting", 0, "")
    assert client.get("/healthz/ready").json()["worker"]
    run_waiting_jobs()
    assert Job.objects.get().state == "done"
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_it_waits_from_now_not_from_when_it_was_asked(client, ash, stuck):
    Job.objects.update(created_at=clock.now() - timedelta(days=3))
    try_again(job=stuck, by=ash)
    assert client.get("/healthz/ready").json()["worker_lag_seconds"] < 60


def test_two_who_press_start_it_once(ash, stuck):
    assert (try_again(job=stuck, by=ash), try_again(job=stuck, by=ash)) == (True, False)


def test_a_worker_that_fell_silent_is_told_from_one_that_works():
    at = clock.now()
    rows = [Job(kind="test.flaky", key=str(n), state="running", heartbeat_at=at - timedelta(minutes=n)) for n in (1, 6)]
    assert [shown(job).state for job in rows] == ["running", "silent"]


def test_the_stuck_stand_first():
    for state in ("running", "waiting", "done", "stuck"):
        Job.objects.create(kind="test.flaky", key=state, state=state)
    assert [job.state for job in open_jobs()] == ["stuck", "waiting", "running"]


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_the_same_for_few_and_many(client, ash, count):
    for n in range(count):
        Job.objects.create(kind="test.flaky", key=str(n), state="stuck", tries=5, trouble="OSError")
    client.force_login(ash)
    client.get("/manage/jobs/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/manage/jobs/")
    assert len(asked) == 5, [query["sql"] for query in asked]


def test_the_cms_shows_administrators_the_way(client, ash):
    client.force_login(ash)
    assert "/manage/jobs/" in client.get("/cms/").content.decode()
    editor = with_role("editor", "Ed")
    client.force_login(editor)
    assert "/manage/jobs/" not in client.get("/cms/").content.decode()
