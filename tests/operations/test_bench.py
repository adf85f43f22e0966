"""What holds `make bench` together: the page says what the run said, and a process is warm without asking the database."""

import importlib.util

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.http import HttpResponse

from bench.targets import TARGETS, judged
from lms.core.warming import PAGES, open_pages, warm

ROOT = settings.BASE_DIR


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bench_page = load(ROOT / "scripts/bench_page.py")


def test_the_page_holds_the_figures_of_the_last_run_and_no_others():
    page = bench_page.PAGE.read_text(encoding="utf-8")
    assert bench_page.written(page, bench_page.read(bench_page.KEPT)) == page


def test_every_measure_with_a_target_stands_in_the_last_run():
    measured = {line["measure"] for line in bench_page.read(bench_page.KEPT) if "measure" in line}
    assert set(TARGETS) - measured == set()


def test_the_last_run_was_judged_by_the_targets_that_stand_now():
    for line in bench_page.read(bench_page.KEPT):
        if "target" in line:
            unjudged = {name: value for name, value in line.items() if name not in ("target", "held", "misses")}
            assert judged(unjudged) == line


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ({"cpu_ms": 30, "cpu_ms_quiet": 8.9, "statements": 6}, True),
        ({"cpu_ms": 1, "cpu_ms_quiet": 9.1, "statements": 6}, False),
        ({"cpu_ms": 1, "cpu_ms_quiet": 1, "statements": 7}, False),
    ],
)
def test_a_target_is_held_by_what_a_quiet_machine_would_take(line, held):
    assert judged({"measure": "step", **line})["held"] is held


def test_a_process_is_warm_without_a_database_and_keeps_no_connection():
    """It is forked afterwards: a connection that two processes share breaks both. This test may not reach the database at all."""
    warm()
    assert all(connection.connection is None for connection in connections.all(initialized_only=True))


def test_a_service_whose_pages_cannot_be_opened_yet_starts_all_the_same(caplog):
    """There is no database in this test: each page that asks one answers 500, and nothing is said about it."""
    asked, service = [], get_wsgi_application()

    def application(environ, start):
        asked.append(environ["PATH_INFO"])
        return service(environ, start)

    open_pages(application)
    assert asked == [*PAGES, *PAGES]
    assert caplog.records == []
    assert all(connection.connection is None for connection in connections.all(initialized_only=True))


def test_a_page_that_does_not_answer_leaves_the_others_warm_and_is_named_once(caplog):
    asked = []

    def application(environ, start):
        asked.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == PAGES[1]:
            raise OSError("no room")
        return HttpResponse("Hello")

    open_pages(application)
    assert asked == [*PAGES, *PAGES]
    assert [record.getMessage() for record in caplog.records] == [f"{PAGES[1]} could not be opened before the first visitor"]


def test_workers_are_forked_from_a_process_that_is_loaded(monkeypatch):
    monkeypatch.setenv("LOG_FORMAT", "plain")
    assert load(ROOT / "deploy/gunicorn.conf.py").preload_app is True
