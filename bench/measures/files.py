"""Files of questions from other systems, taken in by the command as an operator would."""

import os
import sys
import tempfile
import time
from pathlib import Path

from bench.measures.bench import Bench
from bench.rounds import Line
from bench.service import ROOT

QUESTIONS = 10_000
GIFT = "::Q{n}:: What helps in case {n}? {{\n=Wait {n} # Yes.\n~Talk # Not yet.\n~%50%Ask # In part.\n}}\n\n"
XML = (
    '<question type="multichoice"><name><text>Q{n}</text></name><questiontext format="html"><text><![CDATA[<p>What helps <em>most</em> in '
    'case {n}?</p>]]></text></questiontext><single>true</single><answer fraction="100" format="html"><text><![CDATA[<p>Wait &amp; listen '
    '{n}</p>]]></text><feedback><text>Yes.</text></feedback></answer><answer fraction="0"><text>Talk</text><feedback><text>Not yet.</text>'
    "</feedback></answer></question>\n"
)


def gift(bench: Bench) -> Line:
    return taken_in("10,000 questions from GIFT", "bench.gift", "".join(GIFT.format(n=n) for n in range(QUESTIONS)))


def moodle(bench: Bench) -> Line:
    return taken_in("10,000 questions from Moodle XML", "bench.xml", f"<quiz>{''.join(XML.format(n=n) for n in range(QUESTIONS))}</quiz>")


def taken_in(measure: str, name: str, content: str) -> Line:
    """`seconds` by the clock without the start of the process; `grew_mb` over a process that only starts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(content)
        idle_seconds, idle_mb, _cpu = ran("check", "--tag", "models")
        seconds, peak_mb, cpu = ran("import_questions", str(file), "--bank", f"bench-{time.time_ns()}")
    return {
        "measure": measure,
        "seconds": round(seconds - idle_seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "grew_mb": round(peak_mb - idle_mb, 1),
    }


def ran(*words: str) -> tuple[float, float, float]:
    """Seconds by the clock, the most memory in MB, and seconds of processor time of one command."""
    begun = time.perf_counter()
    pid = os.posix_spawn(sys.executable, [sys.executable, str(ROOT / "manage.py"), *words], os.environ, file_actions=quiet())
    _pid, status, used = os.wait4(pid, 0)
    assert status == 0, words
    return time.perf_counter() - begun, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def quiet() -> list[tuple[int, ...]]:
    return [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]  # type: ignore[list-item]
