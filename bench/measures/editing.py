"""The lesson editor in a real browser: how long until a large step can be written in, and that opening it writes nothing."""

import shutil
import statistics
import time
from typing import Any

from django.urls import reverse
from wagtail.models import Revision

from bench.crowd import staff
from bench.measures.bench import Bench, NotHere
from bench.rounds import Line
from courses.models import Step

STEPS = 8
LOOKS_AFTER = 4  # seconds: Wagtail compares from two seconds after loading on, twice a second
BLOCKS = "[data-contentpath=body] [data-streamfield-child]"
READY = f"count => document.readyState == 'complete' && document.querySelectorAll('{BLOCKS}').length >= count"


def editor(bench: Bench) -> Line:
    """The largest steps of the course, each in a fresh tab, one after the other, after one that is not counted.

    `seconds` is the slowest of them. Raises NotHere without Chromium or Playwright, which `make test` installs.
    """
    steps = sorted(Step.objects.order_by("pk"), key=lambda step: -len(step.body))[:STEPS]
    before = Revision.objects.count()
    taken = _opened(bench, steps)
    blocks = sum(len(step.body) for step in steps)
    drafts = Revision.objects.count() - before
    return {
        "measure": "editor, 8 large steps", "seconds": round(max(taken), 2), "median_s": round(statistics.median(taken), 2),
        "blocks": blocks, "drafts": drafts,
    }  # fmt: skip


def _opened(bench: Bench, steps: list[Step]) -> list[float]:
    """Seconds until each step can be written in; then a pause in which an editor that writes by itself would have written."""
    start, visitor = _playwright(), bench.visitors(staff("editor", seats=1))[0]
    with start() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        base = f"http://localhost:{bench.service.port}"
        context.add_cookies([{"name": "sessionid", "value": visitor.session, "url": base}])
        _seconds(context, base, steps[0])
        taken = [_seconds(context, base, step) for step in steps]
        time.sleep(LOOKS_AFTER)
        browser.close()
    return taken


def _seconds(context: Any, base: str, step: Step) -> float:
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(base + reverse("wagtailadmin_pages:edit", args=[step.pk]))
    page.wait_for_function(READY, arg=len(step.body))
    return time.perf_counter() - begun


def _playwright() -> Any:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NotHere("Playwright is not installed") from error
    return sync_playwright


def _chromium() -> str:
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        raise NotHere("Chromium is not installed")
    return found
