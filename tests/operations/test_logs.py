"""The log tells what happened and where, and nothing about anybody."""

import io
import json
import logging
import logging.config

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from lms.core.jobs import job_kind, start_job
from lms.core.log_lines import JsonLines
from lms.settings.logs import logging_for
from lms.urls import urlpatterns as ours
from tests.factories.accounts import UserFactory

CANARY = "Wrenbury"
PROXY_ID = "0123456789abcdef0123456789abcdef"


def raises(request, word):
    try:
        raise KeyError(word)
    except KeyError as first:
        raise ValueError(f"{word} lives at {request.POST.get('address')}") from first


@job_kind("test.logged")
def logged(job, *, word):
    raise ValueError(word)


urlpatterns = [path("raises/<str:word>/", raises, name="raises"), *ours]
handler404, handler500 = "django.views.defaults.page_not_found", "django.views.defaults.server_error"


@pytest.fixture
def log():
    """Everything that production settings would write, as text."""
    stream, before = io.StringIO(), logging.root.handlers[:]
    config = logging_for("json")
    config["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(config)
    yield stream
    logging.config.dictConfig(logging_for("plain"))
    logging.root.handlers[:] = before


def lines(log, logger=None):
    found = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in found if logger in (None, line["logger"])]


def test_a_request_is_one_line(client, db, log):
    answer = client.get("/healthz/live")
    (line,) = lines(log)
    assert line.pop("time").endswith("+00:00")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "info", "logger": "lms.request", "says": "request", "request": answer["X-Request-Id"],
        "method": "GET", "route": "desk:live", "status": 200, "statements": 0,
    }  # fmt: skip


def test_statements_are_counted(client, db, log):
    with CaptureQueriesContext(connection) as asked:
        client.get("/courses/nothing-of-that-name/")
    assert lines(log, "lms.request")[0]["statements"] == len(asked) > 0


def test_what_django_says_after_a_request_names_the_request(client, db, log):
    answer = client.get("/nothing-of-that-name/")
    assert [line["request"] for line in lines(log)] == [answer["X-Request-Id"]] * 2


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, PROXY_ID, PROXY_ID),
        (1, "01234567-89ab-cdef-0123-456789abcdef", PROXY_ID),
        (1, CANARY, None),
        (1, PROXY_ID + "\n" + CANARY, None),
        (0, PROXY_ID, None),
    ],
)
def test_the_id_is_taken_from_a_trusted_proxy_only_when_it_is_one(client, db, log, settings, proxies, given, kept):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answer = client.get("/healthz/live", headers={"X-Request-ID": given})
    assert (answer["X-Request-Id"] == PROXY_ID) == (kept is not None)
    assert lines(log)[0]["request"] == answer["X-Request-Id"]


@pytest.mark.urls("tests.operations.test_logs")
@pytest.mark.django_db
def test_no_personal_word_reaches_the_log(log, settings):
    """In the path, the query, the form, the headers, the mail address, the exception and its cause: through every logger there is."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    ada = UserFactory(called=CANARY, email=f"{CANARY}@example.org")
    client = Client(raise_request_exception=False, headers={
        "User-Agent": CANARY, "Referer": f"https://example.org/{CANARY}", "X-Request-ID": CANARY, "X-Forwarded-For": f"{CANARY}, 192.0.2.7",
    })  # fmt: skip
    client.get(f"/raises/{CANARY}/?name={CANARY}")
    client.post(f"/raises/{CANARY}/", {"address": f"{CANARY} street"})
    client.get(f"/{CANARY}/?q={CANARY}")
    client.post("/sign-in/", {"login": ada.email, "password": CANARY})
    client.get("/healthz/live", headers={"Host": f"{CANARY}.example.org"})
    Client(enforce_csrf_checks=True).post("/sign-in/", {"login": ada.email}, headers={"Referer": CANARY})
    client.generic(CANARY.upper(), "/healthz/live")
    said = lines(log)
    assert {"django.request", "lms.request"} <= {line["logger"] for line in said}
    assert CANARY.lower() not in log.getvalue().lower()
    assert "192.0.2.7" not in log.getvalue()
    assert ada.public_id not in log.getvalue()
    fault = next(line["fault"] for line in said if "fault" in line)
    assert [one["class"] for one in fault] == ["ValueError", "KeyError"]
    assert fault[0]["at"][-1].endswith(" in raises")


@pytest.mark.parametrize(
    "name", ["django.server", "django.security.DisallowedHost", "allauth.account", "gunicorn.error", "weasyprint", "root"]
)
def test_what_a_library_says_is_kept_to_its_place(log, name):
    logging.getLogger(name).error("%s from %s", CANARY, "192.0.2.7")
    logging.getLogger(name).error(f"{CANARY} said so")  # noqa: G004 - as careless libraries do
    assert CANARY not in log.getvalue()
    assert {tuple(line)[4] for line in lines(log)} == {"from"}


def test_gunicorns_access_log_is_written_nowhere(log):
    logging.getLogger("gunicorn.access").info('192.0.2.7 "GET /invitation/%s"', CANARY)
    assert log.getvalue() == ""


@pytest.mark.django_db(transaction=True)
def test_a_job_carries_the_request_that_asked_for_it(log, settings):
    from lms.core.log_lines import request_id

    settings.TASKS = {"jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    token = request_id.set(PROXY_ID)
    start_job(kind="test.logged", key="k", payload={"word": CANARY})
    request_id.reset(token)
    (line,) = lines(log, "lms.core.jobs")
    assert line["request"] == PROXY_ID
    assert line["says"].startswith("job test.logged ")
    assert CANARY not in log.getvalue()


def test_an_unknown_form_of_the_log_is_refused():
    with pytest.raises(ValueError, match="json or plain"):
        logging_for("xml")


def test_a_line_is_one_line():
    record = logging.LogRecord("lms.core", logging.ERROR, __file__, 1, "two\nlines %s", ("here",), None)
    assert len(JsonLines().format(record).splitlines()) == 1
