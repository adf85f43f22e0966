"""What item statistics are made of, counted in the database: no row tells of one person, and memory is as large as there are different
answers and scores.

Every statement begins with `tries`, the papers that count: handed in and not set aside, of each person the first (a second is coloured
by the feedback on the first; two records of one person are one). Papers without a result, because an assessor has yet to mark something
on them, count from the day they are marked.

Written as SQL because each is one pass over a hundred thousand answers, and the ORM would look for the mark that stands once for each.
Nothing that is worked out is joined with anything else that is: PostgreSQL guesses few rows behind a window, and would walk through one
for each row of the other. `marks` says the same as assessments.grading.marks.fold; tests hold the two together.
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
FIRST_TRIES = """
tries AS (
  SELECT a.id AS attempt_id, CAST(NULL AS bigint) AS one_slot,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(u.merged_into_id, u.id) ORDER BY a.submitted_at, a.id) AS nth
  FROM assessments_attempt a JOIN accounts_user u ON u.id = a.person_id
  WHERE a.state = 'submitted' AND a.quiz_version_id = %s
)"""

FIRST_MEETINGS = """
tries AS (
  SELECT s.attempt_id, s.id AS one_slot,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(u.merged_into_id, u.id), v.id ORDER BY a.submitted_at, a.id) AS nth
  FROM assessments_questionversion v JOIN assessments_attemptslot s ON s.question_version_id = v.id
  JOIN assessments_attempt a ON a.id = s.attempt_id JOIN accounts_user u ON u.id = a.person_id
  WHERE a.state = 'submitted' AND v.question_id = %s
)"""

# A person's points stand until they are taken back; otherwise the newest of the machine; of an answer left open to a person, nothing.
MARKS = """
met AS (
  SELECT s.id AS slot_id, s.attempt_id, s.position, v.id AS version_id, v.kind
  FROM tries JOIN assessments_attemptslot s ON s.attempt_id = tries.attempt_id AND s.id = COALESCE(tries.one_slot, s.id)
  JOIN assessments_questionversion v ON v.id = s.question_version_id
  WHERE tries.nth = 1 AND v.kind IN ({scored})
),
events AS (
  SELECT met.*, e.seq, e.points_num, e.points_den,
    MAX(CASE WHEN e.kind = 'machine' THEN e.seq END) OVER (PARTITION BY met.slot_id) AS machine,
    MAX(CASE WHEN e.kind = 'person' THEN e.seq END) OVER (PARTITION BY met.slot_id) AS given,
    MAX(CASE WHEN e.kind = 'person_taken_back' THEN e.seq END) OVER (PARTITION BY met.slot_id) AS taken
  FROM met LEFT JOIN assessments_markevent e ON e.slot_id = met.slot_id
),
marks AS (
  SELECT slot_id, attempt_id, position, version_id, kind, COALESCE(points_num, 0) AS num, COALESCE(points_den, 1) AS den
  FROM events WHERE seq IS NULL OR seq = CASE WHEN given > COALESCE(taken, 0) THEN given ELSE COALESCE(machine, taken) END
)"""

NEWEST = "NOT EXISTS (SELECT 1 FROM assessments_attemptresult n WHERE n.attempt_id = r.attempt_id AND n.seq > r.seq)"

CELLS = """
SELECT m.version_id, m.num, m.den, r.points_num, r.points_den, r."of",
  CASE WHEN m.kind IN ({by_line}) THEN w.response END AS response,
  CASE WHEN w.revision > 0 AND w.saved_at IS NULL THEN 1 ELSE 0 END AS is_forgotten,
  COUNT(*)
FROM marks m JOIN assessments_attemptresult r ON r.attempt_id = m.attempt_id JOIN assessments_answer w ON w.slot_id = m.slot_id
WHERE {newest}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"""

PLACES = """
SELECT m.position, m.num, m.den, COUNT(*)
FROM marks m JOIN assessments_attemptresult r ON r.attempt_id = m.attempt_id WHERE {newest} GROUP BY 1, 2, 3"""

PAPERS = """
SELECT r.points_num, r.points_den, {seconds} / 60 AS minutes, COUNT(*)
FROM tries JOIN assessments_attempt a ON a.id = tries.attempt_id JOIN assessments_attemptresult r ON r.attempt_id = a.id
WHERE tries.nth = 1 AND {newest}
GROUP BY 1, 2, 3"""

SAVES = """
saves AS (
  SELECT tries.one_slot, s.id AS slot_id, s.question_version_id AS version_id, w.saved_at AS until,
    COALESCE(LAG(w.saved_at) OVER (PARTITION BY s.attempt_id ORDER BY w.saved_at, s.position), a.started_at) AS since
  FROM tries JOIN assessments_attempt a ON a.id = tries.attempt_id JOIN assessments_attemptslot s ON s.attempt_id = a.id
  JOIN assessments_answer w ON w.slot_id = s.id
  WHERE tries.nth = 1 AND w.saved_at IS NOT NULL
)"""

SECONDS = """
SELECT saves.version_id, {seconds} AS seconds, COUNT(*) FROM saves JOIN assessments_questionversion v ON v.id = saves.version_id
WHERE saves.slot_id = COALESCE(saves.one_slot, saves.slot_id) AND v.kind IN ({scored})
GROUP BY 1, 2"""

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
    return Met(FIRST_TRIES, version.pk)


def met_with(question: Question) -> Met:
    """The first time that each person met each version of a question, in whichever test."""
    return Met(FIRST_MEETINGS, question.pk)


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
    for version, num, den, total_num, total_den, of, response, is_forgotten, people in _ask(met, CELLS, MARKS):
        points = Fraction(num, den)
        rest = (Fraction(total_num, total_den) - points) / (of - 1) if of > 1 else None
        yield Row(version, points, rest, json.loads(response) if response else None, not is_forgotten, people)


def places_of(met: Met) -> list[Moments]:
    """The points at each place on the paper."""
    found: dict[int, Moments] = {}
    for position, num, den, people in _ask(met, PLACES, MARKS):
        found.setdefault(position, Moments()).add(Fraction(num, den), times=people)
    return list(found.values())


def paper_points_of(met: Met) -> tuple[Moments, Counter[int]]:
    """The points of whole papers, and how many minutes lay between beginning and handing in."""
    points, minutes = Moments(), Counter[int]()
    for num, den, took, people in _ask(met, PAPERS, since="a.started_at", until="a.submitted_at"):
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
        cursor.execute(sql.format(scored=SCORED, by_line=BY_LINE, newest=NEWEST, seconds=seconds), [met.about])
        while some := cursor.fetchmany(AT_ONCE):
            yield from some
