"""python -m bench: fill, serve, drive, print one JSON line a measure. `scripts/bench.sh` gives it an empty database.

`--only NAME` (more than once) measures what begins with that name; `--filled` takes the people of an earlier run; `--compare FILE` adds
how many times an earlier output each figure is; `--keep FILE` writes the lines into a file for `scripts/bench_page.py`, and with `--only`
renews these lines there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=400, help="requests for each ordinary page")
    parser.add_argument("--port", type=int, default=8987)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--filled", action="store_true", help="the database holds people from an earlier run")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    return parser.parse_args()


def machine() -> dict[str, Any]:
    """Where and with what this was measured."""
    import django
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    versions = {"python": platform.python_version(), "django": django.__version__, "postgresql": server.split()[0]}
    cache = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[1]
    return {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "on": time.strftime("%Y-%m-%d"), **versions, "cache": cache}


def lines(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from bench.compare import Earlier
    from bench.fill import cohorts_by_size, fill
    from bench.measures import MEASURES
    from bench.measures.bench import Bench, NotHere
    from bench.service import Service
    from bench.targets import judged

    earlier = Earlier(options.compare)
    begun = time.perf_counter()
    if not options.filled:
        fill(people=options.people)
    people = sum(cohort.enrolments.count() for cohort in cohorts_by_size())
    yield machine() | {"people": people, "filled_in_s": round(time.perf_counter() - begun, 1)}
    service = Service(options.port)
    try:
        bench = Bench(service, cohorts_by_size(), options.times)
        for name, measure in MEASURES.items():
            if options.only and not name.startswith(tuple(options.only)):
                continue
            try:
                yield earlier.beside(judged(measure(bench)))
            except NotHere as reason:
                yield {"measure": name, "left_out": str(reason)}
    finally:
        service.stop()


def earlier_lines(options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """What stands in the file already, by measure: with `--only` the lines that are measured anew take the place of the old ones."""
    if not (options.only and options.keep and options.keep.exists()):
        return {}
    rows = [json.loads(row) for row in options.keep.read_text().splitlines()]
    return {row.get("measure", ""): row for row in rows}


def main() -> None:
    options = asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped too
    import django

    django.setup()
    kept = earlier_lines(options)
    for line in lines(options):
        kept[line.get("measure", "")] = line
        print(json.dumps(line), flush=True)
        if options.keep:
            options.keep.write_text("".join(json.dumps(each) + "\n" for each in kept.values()))


main()
