"""Files of questions from other systems, taken in by the command as an operator would."""

import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench.measures.bench import Bench
from bench.rounds import Line
from bench.service import ROOT, memory_mb

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
    """Seconds by the clock, the most memory in MB, and seconds of processor time of one command.

    Memory is looked at while it runs: what the system says at its end may be that of the process which started it.
    """
    begun, used, peak = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN), 0.0
    running = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), *words], stdout=subprocess.DEVNULL)
    while running.poll() is None:
        with suppress(OSError, StopIteration):  # it has just ended
            peak = max(peak, memory_mb(running.pid)["peak_mb"])
        time.sleep(0.05)
    assert running.returncode == 0, words
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, peak, spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime
