"""Many at once, and what the processes hold."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from assessments.models import Answer as Kept
from assessments.models import AttemptSlot
from bench.crowd import paper_of, takers
from bench.driving import Answer, Visitor
from bench.measures.bench import Bench
from bench.measures.testing import send
from bench.rounds import Line

PEOPLE = 200


def save_at_once(bench: Bench) -> Line:
    """Two hundred people press at the same moment; afterwards every answer is looked up in the database."""
    people = takers(PEOPLE, skip=300)
    crowd = bench.visitors(people)
    slots = [paper_of(person, 20)[0] for person in people]
    before, begun = bench.service.cpu_ms(), time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(lambda pair: _press(*pair), zip(crowd, slots, strict=True)))
    took, cpu = time.perf_counter() - begun, bench.service.cpu_ms() - before
    times = sorted(answer.ms for answer in answers)
    return {
        "measure": "200 save at once",
        "times": PEOPLE,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(PEOPLE * 0.95) - 1], 1),
        "longest_ms": round(times[-1], 1),
        "per_second": round(PEOPLE / took, 1),
        "cpu_ms": round(cpu / PEOPLE, 2),
        "lost": _lost(slots, answers),
    }


def _press(visitor: Visitor, slot: AttemptSlot) -> Answer:
    return send(visitor, slot, 1)


def _lost(slots: list[AttemptSlot], answers: list[Answer]) -> int:
    """How many answers were not confirmed, or are not there as they were sent: `send` has noted the revision that the server promised."""
    there = dict(Kept.objects.filter(pk__in=[slot.pk for slot in slots], response__isnull=False).values_list("pk", "revision"))
    return sum(answer.status != 200 or there.get(slot.pk) != slot.answer.revision for slot, answer in zip(slots, answers, strict=True))


def memory(bench: Bench) -> Line:
    """Of the largest worker after everything above."""
    return {"measure": "web worker, memory"} | bench.service.memory()


def first_answer(bench: Bench) -> Line:
    """`cpu_seconds`: what it takes on a machine that does nothing else."""
    service = bench.service
    return {
        "measure": "first answer after start",
        "seconds": round(service.first_answer, 2),
        "cpu_seconds": round(service.first_answer_cpu, 2),
    }
