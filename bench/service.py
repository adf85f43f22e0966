"""The service as docs/operations.md runs it: gunicorn and the worker that prints, and what their processes used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 60  # seconds


def cpu_clock(pid: int) -> float:
    """Milliseconds of processor time that a process has used, all its threads, user and system; 0 for one that has gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2) * 1000  # the number of another process's clock: clock_getcpuclockid(3)
    except OSError:
        return 0.0


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def memory_mb(pid: int) -> dict[str, float]:
    """Of one process: its share of memory (PSS) now, and the largest it has been (VmHWM, pages that it shares counted whole)."""
    rollup, status = Path(f"/proc/{pid}/smaps_rollup").read_text(), Path(f"/proc/{pid}/status").read_text()
    return {"pss_mb": _kb(rollup, "Pss:") / 1024, "peak_mb": _kb(status, "VmHWM:") / 1024}


def _kb(text: str, name: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name))


@dataclass
class Service:
    """The running service. `first_answer`: how many seconds after the start the front page came; `first_answer_cpu`: of processor time."""

    port: int
    process: subprocess.Popen[bytes] = field(init=False)
    first_answer: float = field(init=False)
    first_answer_cpu: float = field(init=False)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "deploy/gunicorn.conf.py"), "lms.wsgi"]
        begun = time.perf_counter()
        with (Path(settings.VAR_DIR) / "bench-server.log").open("ab") as log:
            self.process = subprocess.Popen(command, env={**os.environ, "BIND": f"127.0.0.1:{self.port}"}, cwd=ROOT, stderr=log)
        self._wait(begun)
        self.first_answer = time.perf_counter() - begun
        self.first_answer_cpu = sum(map(cpu_clock, [self.process.pid, *self.workers()])) / 1000

    def _wait(self, begun: float) -> None:
        while time.perf_counter() - begun < STARTS_WITHIN:
            try:
                urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{self.port}/", headers={"Host": "localhost"}), timeout=30)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        self.stop()
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(40)

    def workers(self) -> list[int]:
        return children_of(self.process.pid)

    def cpu_ms(self) -> float:
        """Time of the workers and of the database processes that serve them, so far."""
        return sum(map(cpu_clock, [*self.workers(), *backends()]))

    def memory(self) -> dict[str, float]:
        """Of the largest web worker."""
        each = [memory_mb(pid) for pid in self.workers()]
        return {name: round(max(worker[name] for worker in each), 1) for name in ("pss_mb", "peak_mb")}


def backends() -> list[int]:
    """The database's processes for this database, without the one that is asked here; none when it runs on another machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        found = [pid for (pid,) in cursor.fetchall()]
    return [pid for pid in found if _is_database(pid)]


def _is_database(pid: int) -> bool:
    """Whether the process with this number on this machine is PostgreSQL's: another machine's or container's numbers mean nothing here."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().startswith("postgres")
    except OSError:
        return False
