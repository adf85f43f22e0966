"""Asking a server over loopback, again and again, and saying how long it took."""

from __future__ import annotations

import http.client
import os
import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.counting import HEADER

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Visitor:
    """One person's browser: kept connection, cookies, and the form token that they were given."""

    port: int
    session: str = ""
    token: str = "b" * 32
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={self.token}",
            "Accept-Encoding": "gzip",
            "Host": f"localhost:{self.port}",
        }
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.token,
                "Referer": f"http://localhost:{self.port}/",
            }
        begun = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - begun) * 1000
        size = len(content) + sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        return Answer(response.status, took, int(response.headers.get(HEADER, 0)), size, response.headers.get("Location", ""), content)


@dataclass(frozen=True)
class Answer:
    status: int
    ms: float
    statements: int
    size: int
    location: str
    content: bytes


@dataclass(frozen=True)
class Server:
    """The processes whose time and memory are counted: gunicorn with its workers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        return [int(child) for child in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def cpu_ms(self) -> float:
        """Time of the workers so far, user and system, in milliseconds."""
        return sum(_ticks(pid) for pid in self.workers()) * 1000 / TICKS

    def peak_mb(self) -> float:
        """The largest a worker has been, in megabytes (VmHWM)."""
        return max(_status(pid, "VmHWM") for pid in self.workers()) / 1024


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _status(pid: int, name: str) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


Act = Callable[[Visitor, int], Answer]


def measure(server: Server, name: str, act: Act, visitors: Iterable[Visitor], times: int) -> dict[str, Any]:
    """Do `act` so many times, the visitors side by side, and say what it cost. Raises RuntimeError when an answer is not 2xx or 3xx."""
    crowd = list(visitors)
    shares = [range(at, times, len(crowd)) for at in range(len(crowd))]
    for visitor in crowd[:2]:
        act(visitor, times)  # a warm-up: the first request of a process loads what the others find
    before, begun = server.cpu_ms(), time.perf_counter()
    with ThreadPoolExecutor(len(crowd)) as pool:
        parts = list(pool.map(lambda pair: [act(pair[0], turn) for turn in pair[1]], zip(crowd, shares, strict=True)))
    took, cpu = time.perf_counter() - begun, server.cpu_ms() - before
    answers = [answer for part in parts for answer in part]
    wrong = [answer for answer in answers if not 200 <= answer.status < 400]
    if wrong:
        raise RuntimeError(f"{name}: {wrong[0].status} {wrong[0].content[:300]!r}")
    return _figures(name, answers, took, cpu, server)


def _figures(name: str, answers: list[Answer], took: float, cpu: float, server: Server) -> dict[str, Any]:
    times = sorted(answer.ms for answer in answers)
    return {
        "measure": name,
        "requests": len(answers),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(len(times) * 0.95) - 1], 2),
        "per_second": round(len(answers) / took, 1),
        "cpu_ms": round(cpu / len(answers), 2),
        "statements": max(answer.statements for answer in answers),
        "bytes": round(statistics.median(answer.size for answer in answers)),
        "peak_mb": round(server.peak_mb(), 1),
    }
