"""python -m bench: fill, serve, drive, print one JSON line a measure. `scripts/bench.sh` gives it an empty database."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


def serve(port: int) -> subprocess.Popen[bytes]:
    """gunicorn as docs/operations.md starts it: a worker for each core, four threads in each."""
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(os.cpu_count() or 2)]
    process = subprocess.Popen([*command, "--threads", "4", "--worker-class", "gthread", "--log-level", "error"])
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/live", timeout=2)
            return process
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the server did not start")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=10_000)
    asked.add_argument("--times", type=int, default=400, help="requests for each measure")
    asked.add_argument("--port", type=int, default=8987)
    options = asked.parse_args()

    import django

    django.setup()
    from bench.driving import Server
    from bench.fill import fill
    from bench.measures import Bench

    begun = time.perf_counter()
    cohorts = fill(people=options.people)
    print(json.dumps({"filled": options.people, "seconds": round(time.perf_counter() - begun, 1)}), flush=True)
    process = serve(options.port)
    try:
        for line in Bench(Server(options.port, process.pid), cohorts, options.times).run():
            print(json.dumps(line), flush=True)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


main()
