"""Visitors: they ask the server over loopback, again and again, and say how long it took."""

from __future__ import annotations

import gzip
import http.client
import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from bench.counting import HEADER

_numbers = count(1)
IDLE = 1.0  # seconds: gunicorn closes a kept connection after two


@dataclass
class Visitor:
    """One person's browser: kept connection, cookies, an address of its own, and the form token that they were given."""

    port: int
    session: str = ""
    token: str = "b" * 32
    used: float = 0.0
    address: str = field(init=False)
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        number = next(_numbers)
        # Behind a proxy, as in a real service: throttles count each visitor by their own address.
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **fields: Any) -> Answer:
        return self.ask("POST", path, urlencode(fields, doseq=True))

    def ask(self, method: str, path: str, body: str = "", **more: str) -> Answer:
        begun = time.perf_counter()
        if begun - self.used > IDLE:
            self.connection.close()  # the next request opens it again
        self.connection.request(method, path, body, self._headers(method) | more)
        response = self.connection.getresponse()
        content = response.read()
        self.used = time.perf_counter()
        took = (self.used - begun) * 1000
        size = len(content) + sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        return Answer(response.status, took, int(response.headers.get(HEADER, 0)), size, dict(response.headers.items()), content)

    def _headers(self, method: str) -> dict[str, str]:
        cookies = f"sessionid={self.session}; csrftoken={self.token}" if self.session or method == "POST" else ""
        headers = {"Accept-Encoding": "gzip", "Host": f"localhost:{self.port}", "X-Forwarded-For": self.address}
        if cookies:
            headers["Cookie"] = cookies
        if method == "POST":
            form = "application/x-www-form-urlencoded"
            headers |= {"Content-Type": form, "X-CSRFToken": self.token, "Referer": f"http://localhost:{self.port}/"}
        return headers


@dataclass(frozen=True)
class Answer:
    """One answer, or several that belong together (`+`): times, statements and bytes are then their sum."""

    status: int
    ms: float
    statements: int
    size: int
    headers: dict[str, str]
    content: bytes
    requests: int = 1

    def __add__(self, other: Answer) -> Answer:
        return Answer(
            max(self.status, other.status),
            self.ms + other.ms,
            self.statements + other.statements,
            self.size + other.size,
            other.headers,
            other.content,
            self.requests + other.requests,
        )

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.content) if packed else self.content).decode()

    def json(self) -> Any:
        return json.loads(self.text)
