"""What assessors and managers ask for."""

from collections.abc import Callable

from bench.crowd import staff
from bench.measures.bench import Bench, NotHere
from bench.rounds import Line
from bench.service import memory_mb

NAMES = ("100", "1,000", "10,000")
TIMES = (20, 20, 6)
REPORT = "/manage/reports/people"


def marking(bench: Bench) -> Line:
    return bench.page("marking queue", "/marking/", bench.visitors(staff("assessor")), 24)


def cohort_of(place: int) -> Callable[[Bench], Line]:
    """The page of the smallest, the middle and the largest cohort. `people` says how large it is in this run."""

    def measure(bench: Bench) -> Line:
        cohort = bench.cohort(place)
        line = bench.page(f"cohort page, {NAMES[place]}", cohort.get_absolute_url(), bench.visitors(staff("manager")), TIMES[place])
        return line | {"people": cohort.enrolments.count()}

    return measure


def report_of(place: int) -> Callable[[Bench], Line]:
    def measure(bench: Bench) -> Line:
        cohort, managers = bench.cohort(place), bench.visitors(staff("manager"))
        path = f"{REPORT}/?cohort={cohort.public_id}"
        _refuse_missing(bench, path)
        return bench.page(f"people report, {NAMES[place]}", path, managers, TIMES[place]) | {"people": cohort.enrolments.count()}

    return measure


def csv(bench: Bench) -> Line:
    """The largest cohort as a file. `grew_mb`: by how much the largest worker's share of memory grew over all of them."""
    path = f"{REPORT}.csv?cohort={bench.cohorts[-1].public_id}"
    _refuse_missing(bench, path)
    managers = bench.visitors(staff("manager"))
    before = {pid: memory_mb(pid)["pss_mb"] for pid in bench.service.workers()}
    line = bench.page("people report as CSV", path, managers, 10)
    grew = max(memory_mb(pid)["pss_mb"] - before.get(pid, 0) for pid in bench.service.workers())
    return line | {"grew_mb": round(grew, 1), "people": bench.cohorts[-1].enrolments.count()}


def _refuse_missing(bench: Bench, path: str) -> None:
    answer = bench.visitors(staff("manager", 1))[0].get(path)
    if answer.status != 200:
        raise NotHere(f"{path.partition('?')[0]} answers {answer.status}")
