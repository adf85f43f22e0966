"""What is measured, by name, in the order in which it is printed. A measure takes the bench and gives one line."""

from collections.abc import Callable

from bench.rounds import Line

from . import editing, files, items, learning, printing, signing, staff, strangers, testing, together
from .bench import Bench

Measure = Callable[[Bench], Line]

MEASURES: dict[str, Measure] = {
    "front page": strangers.front,
    "first visit": strangers.first_visit,
    "warm visit": strangers.warm_visit,
    "courses, signed out": strangers.courses,
    "support page": strangers.support,
    "check page": strangers.check_page,
    "check, answered": strangers.check_answered,
    "password sign-in": signing.password,
    "step": learning.step,
    "course page": learning.module,
    "home": learning.home,
    "what do I still need, one": learning.still_need,
    "what do I still need, 1,000": learning.still_need_many,
    "credit totals, 10,000": learning.credit_totals_of_all,
    "save answer": testing.save,
    "hand in a quiz of 20": testing.submit,
    "quiz of 10, whole": testing.whole_of(10),
    "quiz of 20, whole": testing.whole_of(20),
    "quiz of 10, every page": testing.pages_of(10),
    "200 save at once": together.save_at_once,
    "marking queue": staff.marking,
    "cohort page, 100": staff.cohort_of(0),
    "cohort page, 1,000": staff.cohort_of(1),
    "cohort page, 10,000": staff.cohort_of(2),
    "people report, 100": staff.report_of(0),
    "people report, 1,000": staff.report_of(1),
    "people report, 10,000": staff.report_of(2),
    "people report as CSV": staff.csv,
    "item statistics, 10,000": items.statistics,
    "editor, 8 large steps": editing.editor,
    "one PDF, plain": printing.plain,
    "one PDF, as designed": printing.designed,
    "300 PDFs by workers": printing.by_workers,
    "10,000 questions from GIFT": files.gift,
    "10,000 questions from Moodle XML": files.moodle,
    "web worker, memory": together.memory,
    "first answer after start": together.first_answer,
}
