"""What people who are not signed in ask for."""

import re
from urllib.parse import urljoin

from bench.crowd import CROWD, strangers
from bench.driving import Answer, Visitor
from bench.measures.bench import Bench
from bench.rounds import Line
from certificates.models import Copy

LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon|preload)"|script type="module"|img)[^>]*?(?:href|src)="(?!data:)([^"]+)"')


def _page(bench: Bench, name: str, path: str) -> Line:
    return bench.page(name, path, strangers(bench.service.port))


def front(bench: Bench) -> Line:
    return _page(bench, "front page", "/")


def courses(bench: Bench) -> Line:
    return _page(bench, "courses, signed out", "/courses/")


def support(bench: Bench) -> Line:
    return _page(bench, "support page", "/support/")


def check_page(bench: Bench) -> Line:
    return _page(bench, "check page", "/check/")


def whole_visit(visitor: Visitor, path: str) -> Answer:
    """A page with what its head and body name. Pictures further down (`loading="lazy"`) wait until somebody scrolls to them; what
    stands in the page itself (`data:`) is there already."""
    page = visitor.get(path)
    eager = re.sub(r'<img[^>]*loading="lazy"[^>]*>', "", page.text)
    for address in dict.fromkeys(LOADED.findall(eager)):
        page = page + visitor.get(urljoin(path, address))
    return page


def first_visit(bench: Bench) -> Line:
    return bench.of("first visit", lambda visitor, turn: whole_visit(visitor, "/"), strangers(bench.service.port, 2), 10)


def warm_visit(bench: Bench) -> Line:
    """What a browser asks again on the second visit: the page. All else carries its hash in its name and is kept for a year."""
    crowd = strangers(bench.service.port, 2)
    for address in LOADED.findall(crowd[0].get("/").text):
        kept = crowd[0].get(address).headers.get("Cache-Control", "")
        if "immutable" not in kept:
            raise RuntimeError(f"{address} would be asked for again: {kept}")
    return bench.page("warm visit", "/", crowd, 10)


def check_answered(bench: Bench) -> Line:
    """Somebody asks with number and name, and is told that it stands. Each asks from an address of their own, below every throttle."""
    copy = Copy.objects.opened().filter(snapshot__isnull=False).order_by("pk")[0]
    says = copy.snapshot.open()

    def act(visitor: Visitor, turn: int) -> Answer:
        answer = visitor.post("/check/", number=copy.number, name=says.check_name)
        if copy.number not in answer.text.replace("-", "").replace(" ", "") and says.name not in answer.text:
            raise RuntimeError("the check was not confirmed")
        return answer

    return bench.of("check, answered", act, strangers(bench.service.port, CROWD * 2), CROWD * 2 * 10)
