"""By when a request about one's data has to be answered. Pure: days in, days out.

The law says "one month": the same day of the next month, or its last day where that day is missing (31 January: 28 or 29 February).
It may be made two months longer, once, when the request is hard; the person is told why.
Source: Regulation (EU) 2016/679, Article 12 (3), and the United Kingdom's version of it.
"""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

MONTHS = 1
MONTHS_MORE = 2
SOON_DAYS = 5


def due_on(asked: date, *, longer: bool = False) -> date:
    """The last day on which an answer is in time. Months are added in one step, so that no day is lost on the way over February."""
    return asked + relativedelta(months=MONTHS + (MONTHS_MORE if longer else 0))


def is_soon(due: date, today: date) -> bool:
    """Whether there are five days or fewer left, or none: the only time at which the queue is red."""
    return (due - today).days <= SOON_DAYS
