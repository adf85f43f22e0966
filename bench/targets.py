"""What we hold ourselves to (docs/performance.md says where each figure comes from). Every figure is a most."""

from typing import Any

Line = dict[str, Any]

TARGETS: dict[str, dict[str, float]] = {
    "front page": {"cpu_ms": 2, "statements": 0},
    "first visit": {"bytes": 60_000, "requests": 6},
    "warm visit": {"bytes": 7_000, "requests": 1},
    "courses, signed out": {"cpu_ms": 2, "statements": 0},
    "check page": {"cpu_ms": 4.5, "statements": 3},
    "check, answered": {"cpu_ms": 4.5, "statements": 3},
    "password sign-in": {"cpu_ms": 60},
    "step": {"cpu_ms": 9, "statements": 6},
    "course page": {"cpu_ms": 10, "statements": 8},
    "credit totals, 10,000": {"statements": 1},
    "save answer": {"cpu_ms": 8, "statements": 4},
    "hand in a quiz of 20": {"cpu_ms": 15, "statements": 10},
    "quiz of 10, whole": {"cpu_ms": 130, "statements": 75, "requests": 12},
    "quiz of 20, whole": {"cpu_ms": 250, "statements": 140, "requests": 22},
    "200 save at once": {"lost": 0},
    "people report, 100": {"cpu_ms": 150, "statements": 10},
    "people report, 1,000": {"cpu_ms": 150, "statements": 10},
    "people report, 10,000": {"cpu_ms": 150, "statements": 10},
    "people report as CSV": {"cpu_ms": 1000, "grew_mb": 30},
    "item statistics, 10,000": {"seconds": 5},
    "editor, 8 large steps": {"seconds": 3, "drafts": 0},
    "one PDF, plain": {"cpu_ms": 60},
    "one PDF, as designed": {"cpu_ms": 130},
    "300 PDFs by workers": {"seconds_for_1000": 70, "pss_mb": 150},
    "10,000 questions from GIFT": {"seconds": 20, "grew_mb": 200},
    "10,000 questions from Moodle XML": {"seconds": 20, "grew_mb": 200},
    "web worker, memory": {"pss_mb": 60},
    "first answer after start": {"seconds": 4},
}


def judged(line: Line) -> Line:
    """The line with its target and whether it is held; as it is where we set none."""
    target = TARGETS.get(line["measure"])
    if target is None or "left_out" in line:
        return line
    misses = [name for name, most in target.items() if _figure(line, name) > most]
    return line | {"target": target, "held": not misses} | ({"misses": misses} if misses else {})


def _figure(line: Line, name: str) -> float:
    """What is held against a target. Of processor time, where a bare view ran beside: what it would be on a quiet machine."""
    return float(line.get("cpu_ms_quiet", line[name]) if name == "cpu_ms" else line[name])
