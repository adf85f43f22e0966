"""Measuring: a thing and the bare view take turns in the same run, so that what else the machine does falls on both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from bench.driving import Answer, Visitor
from bench.service import Service

Act = Callable[[Visitor, int], Answer]
Line = dict[str, Any]
ROUNDS = 5
BARE, BARE_SIGNED_IN = "/bench/bare/", "/bench/signed-in/"
# What the bare views took on the quiet machine where the targets were set (docs/performance.md), server and database. A machine that is
# slower, or busy with other things, slows both alike: `cpu_ms_quiet` is what the measure would have taken there, and what is judged.
QUIET_MS = {BARE: 0.54, BARE_SIGNED_IN: 1.6}


@dataclass
class Tally:
    """What so many acts cost: their answers, and the processor time of server and database."""

    answers: list[Answer] = field(default_factory=list)
    cpu: float = 0.0
    took: float = 0.0

    def add(self, service: Service, act: Act, crowd: list[Visitor], turns: range) -> None:
        shares = [turns[at :: len(crowd)] for at in range(len(crowd))]
        before, begun = service.cpu_ms(), time.perf_counter()
        with ThreadPoolExecutor(len(crowd)) as pool:
            parts = list(pool.map(lambda pair: [act(pair[0], turn) for turn in pair[1]], zip(crowd, shares, strict=True)))
        self.took += time.perf_counter() - begun
        self.cpu += service.cpu_ms() - before
        self.answers += [answer for part in parts for answer in part]

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.answers)


def measure(service: Service, name: str, act: Act, crowd: list[Visitor], times: int, *, warm: bool = True) -> Line:
    """Do `act` so many times, the visitors side by side, a bare view in between. Raises RuntimeError when an answer is not 2xx or 3xx.

    `warm` asks once before each visitor's first turn counts; no for what somebody can do only once.
    """
    bare, own = Tally(), Tally()
    path = BARE_SIGNED_IN if crowd[0].session else BARE
    for visitor in crowd * 2 if warm else []:
        act(visitor, times)
    rounds = min(ROUNDS, max(1, times // len(crowd)))
    for number in range(rounds):
        turns = range(times * number // rounds, times * (number + 1) // rounds)
        bare.add(service, lambda visitor, turn: visitor.get(path), crowd, range(max(len(turns), 60)))
        own.add(service, act, crowd, turns)
    _refuse_wrong(name, own)
    return {"measure": name} | _figures(own) | _beside(own, bare, path) | service.memory()


def _refuse_wrong(name: str, tally: Tally) -> None:
    wrong = [answer for answer in tally.answers if not 200 <= answer.status < 400]
    if wrong:
        raise RuntimeError(f"{name}: {wrong[0].status} {wrong[0].content[:300]!r}")


def _figures(tally: Tally) -> Line:
    times = sorted(answer.ms for answer in tally.answers)
    return {
        "times": len(times),
        "requests": max(answer.requests for answer in tally.answers),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[max(0, int(len(times) * 0.95) - 1)], 2),
        "per_second": round(len(times) / tally.took, 1),
        "cpu_ms": round(tally.cpu_each, 2),
        # The usual number; the most beside it holds what happens once a minute or once in ten: a session's last use, a place in a module.
        "statements": statistics.median_high(answer.statements for answer in tally.answers),
        "most_statements": max(answer.statements for answer in tally.answers),
        "bytes": round(statistics.median(answer.size for answer in tally.answers)),
    }


def _beside(own: Tally, bare: Tally, path: str) -> Line:
    """The bare view in the same rounds: its processor time, and how many times as much this took."""
    ratio = own.cpu_each / bare.cpu_each
    name = "bare, signed in" if path == BARE_SIGNED_IN else "bare"
    return {
        "beside": name,
        "bare_cpu_ms": round(bare.cpu_each, 2),
        "ratio": round(ratio, 2),
        "cpu_ms_quiet": round(ratio * QUIET_MS[path], 2),
    }


def timed(name: str, work: Callable[[], Any], times: int) -> Line:
    """Something that happens inside this process and not behind a request: wall and processor time of so many calls."""
    wall, cpu = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    p95 = max(wall) if times < 20 else sorted(wall)[int(times * 0.95) - 1]
    return {
        "measure": name,
        "times": times,
        "median_ms": round(statistics.median(wall), 2),
        "p95_ms": round(p95, 2),
        "cpu_ms": round(statistics.median(cpu), 2),
    }
