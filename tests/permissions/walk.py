"""Walking through the house as somebody: from their first pages along every link, then every address that anybody was shown."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import urldefrag, urljoin

from django.test import Client
from django.urls import NoReverseMatch, reverse

MODES = {"text/html": "page", "application/pdf": "pdf", "application/zip": "export", "application/json": "api", "text/csv": "export"}
# Addresses that end what they are asked on, belong to others' code or hold nothing of anybody; the same rows in another order, or fewer.
LEFT_OUT = re.compile(
    r"^/(cms|static|media|accounts|documents|_util|demo|design|sign-in|leave)/|/sign-out|[?&](next|month|page|weeks?|sort|stage)="
)
LINK = re.compile(r"""(?:href|src|action)=["']([^"'#][^"']*)["']""")
SEARCH = re.compile(r"""<form[^>]*method=["']get["'][^>]*>.*?</form>""", re.DOTALL | re.IGNORECASE)
SOUGHT = ("Adacanary", "Certcanary", "canary", "contactcanary@example.org")  # what a curious person would type
ECHO = re.compile(r"<[^>]*>")
TEXT_BOX = re.compile(r"""<input(?=[^>]*type=["'](?:text|search)["'])[^>]*name=["']([^"']+)["']""", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """One answer that held words of somebody's record."""

    address: str
    mode: str
    record: str
    request_id: str


class Walker:
    """`who` walks; `seen` gathers the records whose words met them, `addresses` every address of ours that they were shown,
    `pages` those that were pages of words."""

    def __init__(self, who, canaries: dict[str, str]) -> None:
        self.client = Client()
        if who is not None:
            self.client.force_login(who)
        self.canaries = canaries
        self.seen: list[Seen] = []
        self.addresses: set[str] = set()
        self.asked: set[str] = set()
        self.searches: set[str] = set()
        self.pages: set[str] = set()

    def walk(self, starts) -> None:
        ahead = list(starts)
        while ahead:
            ahead += sorted(self.ask(ahead.pop()) - self.asked - set(ahead))

    def ask(self, address: str) -> set[str]:
        """Open one address; gives the addresses on it."""
        if address in self.asked or LEFT_OUT.search(address):
            return set()
        self.asked.add(address)
        answer = self.client.get(address)
        if answer.status_code in (301, 302, 303):
            return self._ours(answer.url, address)
        if answer.status_code != 200:
            return set()
        mode, text = _read(answer)
        self._look(address, mode, text, answer)
        if mode == "page":
            self.pages.add(address)
        return self._links(address, text) if mode == "page" else set()

    def _look(self, address: str, mode: str, text: str, answer) -> None:
        request_id = answer.headers.get("X-Request-Id", "")
        if address in self.searches:  # what was asked for stands again in the box and in links; that is no finding
            mode, text = "search", ECHO.sub("", text)
        self.seen += [Seen(address, mode, record, request_id) for record, words in self.canaries.items() if words in text]

    def _links(self, address: str, text: str) -> set[str]:
        found = set().union(*(self._ours(link, address) for link in map(unescape, LINK.findall(text))), set())
        for form in SEARCH.findall(text):
            for name in TEXT_BOX.findall(form):
                asked = {f"{address.split('?')[0]}?{name}={words}" for words in SOUGHT}
                self.searches |= asked
                found |= asked
        return found

    def _ours(self, link: str, base: str) -> set[str]:
        target = urldefrag(urljoin(base, link)).url
        if not target.startswith("/") or LEFT_OUT.search(target):
            return set()
        self.addresses.add(target)
        return {target}


def _read(answer) -> tuple[str, str]:
    """(mode, everything that can be read in it)."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    if kind == "application/pdf" and body.startswith(b"%PDF"):
        return "pdf", _words_of_pdf(body)
    if kind == "application/zip":
        with zipfile.ZipFile(BytesIO(body)) as packed:
            return "export", "\n".join([*packed.namelist(), *(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())])
    return MODES.get(kind, "file"), unescape(body.decode("utf-8", "replace"))


def _words_of_pdf(body: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    except PyPdfError:
        return ""


def plain_addresses(names) -> set[str]:
    """The addresses of those names that need nothing to be filled in."""
    found = set()
    for name in names:
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    return found
