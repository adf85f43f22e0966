"""What item statistics are made of, counted in the database: no row tells of one person, and memory is as large as there are different
answers and scores.

Every statement begins with `met`, the answers that count: of papers that were handed in and not set aside, each person once, with the
first try (a second is coloured by the feedback on the first; two records of one person are one). Papers without a result, because an
assessor has yet to mark something on them, count from the day they are marked.

Written as SQL because each is one pass over a hundred thousand answers, and the ORM would look for the mark that stands once for each.
`standing` says the same as assessments.grading.marks.fold; tests hold the two together.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import connection

from assessments.models import Question, QuizVersion
from assessments.questions import KINDS, Response
from assessments.statistics import COUNTED, Moments

AT_ONCE = 2000
SCORED = ", ".join(f"'{name}'" for name, kind in KINDS.items() if kind.marked_by != "nobody")
BY_LINE = ", ".join(f"'{name}'" for name in COUNTED)
OF_QUIZ_VERSION = """
tries AS (
  SELECT a.id, ROW_NUMBER() OVER (PARTITION BY COALESCE(u.merged_into_id, u.id) ORDER BY a.submitted_at, a.id) AS nth
  FROM assessments_attempt a JOIN accounts_user u ON u.id = a.person_id
  WHERE a.state = 'submitted' AND a.quiz_version_id = %s
),
met AS (
  SELECT s.id AS slot_id, s.attempt_id, s.position, s.question_version_id AS version_id
  FROM tries JOIN assessments_attemptslot s ON s.attempt_id = tries.id JOIN assessments_questionversion v ON v.id = s.question_version_id
  WHERE tries.nth = 1 AND v.kind IN ({scored})
)"""

# The first time that a person met each version, in whichever test.
OF_QUESTION = """
tries AS (
  SELECT s.id AS slot_id, s.attempt_id, s.position, s.question_version_id AS version_id,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(u.merged_into_id, u.id), s.question_version_id ORDER BY a.submitted_at, a.id) AS nth
  FROM assessments_questionversion v JOIN assessments_attemptslot s ON s.question_version_id = v.id
  JOIN assessments_attempt a ON a.id = s.attempt_id JOIN accounts_user u ON u.id = a.person_id
  WHERE a.state = 'submitted' AND v.question_id = %s AND v.kind IN ({scored})
),
met AS (SELECT slot_id, attempt_id, position, version_id FROM tries WHERE nth = 1)"""

RESULTS = """
results AS (
  SELECT r.attempt_id, r.points_num, r.points_den, r."of" FROM assessments_attemptresult r
  WHERE r.attempt_id IN (SELECT attempt_id FROM met)
    AND NOT EXISTS (SELECT 1 FROM assessments_attemptresult n WHERE n.attempt_id = r.attempt_id AND n.seq > r.seq)
)"""

# A person's points stand until they are taken back; otherwise the newest of the machine; for an answer left open to a person, nothing.
MARKS = """
standing AS (
  SELECT e.slot_id,
    MAX(CASE WHEN e.kind = 'machine' THEN e.seq END) AS machine,
    MAX(CASE WHEN e.kind = 'person' THEN e.seq END) AS given,
    MAX(CASE WHEN e.kind = 'person_taken_back' THEN e.seq END) AS taken
  FROM assessments_markevent e WHERE e.slot_id IN (SELECT slot_id FROM met) GROUP BY e.slot_id
),
marks AS (
  SELECT met.*, COALESCE(e.points_num, 0) AS num, COALESCE(e.points_den, 1) AS den
  FROM met LEFT JOIN standing t ON t.slot_id = met.slot_id
  LEFT JOIN assessments_markevent e
    ON e.slot_id = met.slot_id AND e.seq = CASE WHEN t.given > COALESCE(t.taken, 0) THEN t.given ELSE t.machine END
)"""

CELLS = """
SELECT m.version_id, m.num, m.den, r.points_num, r.points_den, r."of",
  CASE WHEN v.kind IN ({by_line}) THEN w.response END AS response,
  CASE WHEN w.revision > 0 AND w.saved_at IS NULL THEN 1 ELSE 0 END AS is_forgotten,
  COUNT(*)
FROM marks m JOIN results r ON r.attempt_id = m.attempt_id JOIN assessments_answer w ON w.slot_id = m.slot_id
JOIN assessments_questionversion v ON v.id = m.version_id
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""

PLACES = """
SELECT m.position, m.num, m.den, COUNT(*) FROM marks m JOIN results r ON r.attempt_id = m.attempt_id GROUP BY 1, 2, 3"""

PAPERS = """
SELECT r.points_num, r.points_den, {seconds} / 60 AS minutes, COUNT(*)
FROM results r JOIN assessments_attempt a ON a.id = r.attempt_id
GROUP BY 1, 2, 3"""

SAVES = """
saves AS (
  SELECT w.slot_id, w.saved_at AS until,
    COALESCE(LAG(w.saved_at) OVER (PARTITION BY s.attempt_id ORDER BY w.saved_at, s.position), a.started_at) AS since
  FROM assessments_answer w JOIN assessments_attemptslot s ON s.id = w.slot_id JOIN assessments_attempt a ON a.id = s.attempt_id
  WHERE w.saved_at IS NOT NULL AND s.attempt_id IN (SELECT attempt_id FROM met)
)"""

SECONDS = """
SELECT met.version_id, {seconds} AS seconds, COUNT(*) FROM saves JOIN met ON met.slot_id = saves.slot_id GROUP BY 1, 2"""

WHOLE_SECONDS = {
    "postgresql": "CAST(FLOOR(EXTRACT(EPOCH FROM ({until} - {since}))) AS integer)",
    "sqlite": "(CAST(strftime('%%s', {until}) AS integer) - CAST(strftime('%%s', {since}) AS integer))",
}


@dataclass(frozen=True)
class Met:
    """Whose answers count: the beginning of each statement, and the key of what they are about."""

    sql: str
    about: int


def met_in(version: QuizVersion) -> Met:
    """The first try of each person under this version of a test."""
    return Met(OF_QUIZ_VERSION, version.pk)


def met_with(question: Question) -> Met:
    """The first time that each person met each version of a question, in whichever test."""
    return Met(OF_QUESTION, question.pk)


@dataclass(frozen=True)
class Row:
    """So many people with the same points, the same rest and the same answer. `response` only of kinds whose lines are counted."""

    version: int
    points: Fraction
    rest: Fraction | None
    response: Response
    is_kept: bool
    people: int


def rows_of(met: Met) -> Iterator[Row]:
    for version, num, den, total_num, total_den, of, response, is_forgotten, people in _ask(met, CELLS, RESULTS, MARKS):
        points = Fraction(num, den)
        rest = (Fraction(total_num, total_den) - points) / (of - 1) if of > 1 else None
        yield Row(version, points, rest, json.loads(response) if response else None, not is_forgotten, people)


def places_of(met: Met) -> list[Moments]:
    """The points at each place on the paper."""
    found: dict[int, Moments] = {}
    for position, num, den, people in _ask(met, PLACES, RESULTS, MARKS):
        found.setdefault(position, Moments()).add(Fraction(num, den), times=people)
    return list(found.values())


def papers_of(met: Met) -> tuple[Moments, Counter[int]]:
    """The points of whole papers, and how many minutes lay between beginning and handing in."""
    points, minutes = Moments(), Counter[int]()
    for num, den, took, people in _ask(met, PAPERS, RESULTS, since="a.started_at", until="a.submitted_at"):
        points.add(Fraction(num, den), times=people)
        minutes[took] += people
    return points, minutes


def seconds_of(met: Met) -> Iterator[tuple[int, int, int]]:
    """How long it took until an answer was saved for the last time, since the save before it on the paper: version, seconds, people.

    What is stored has no better: somebody who changes an answer later, or rests, makes one long time of it. A median bears that.
    """
    return _ask(met, SECONDS, SAVES, since="saves.since", until="saves.until")


def _ask(met: Met, select: str, *tables: str, since: str = "", until: str = "") -> Iterator[Any]:
    """The rows of one statement, a few at a time. It is put together from the texts above; what comes from outside is its one parameter."""
    seconds = WHOLE_SECONDS[connection.vendor].format(since=since, until=until)
    sql = "WITH " + ",".join([met.sql, *tables]) + select
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql.format(scored=SCORED, by_line=BY_LINE, seconds=seconds), [met.about])
        while some := cursor.fetchmany(AT_ONCE):
            yield from some
