"""What an editor has to mend in the definition of a test. Accepts any JSON value and never raises."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assessments.questions.checks import LONGEST_LINE, WELL_FORMED_ID, field_problems, text_problems
from assessments.questions.contract import Problem
from assessments.questions.section_checks import is_whole, sections_problems, sum_drawn
from assessments.questions.words import say as _

PAPER_FIELDS = frozenset({"bank", "topics", "sections", "needed"})
TIME_FIELDS = frozenset({"tries", "wait_hours", "counts", "opens_on", "closes_on", "minutes", "because"})
FIELDS = PAPER_FIELDS | TIME_FIELDS | {"open_book", "about", "passed", "review", "feedback"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
REVIEWS = ("not_yet", "done")
COUNTS = ("best", "last")
FEEDBACK = ("after_test", "when_done", "never_key")
LONGEST_WAIT_HOURS = 24 * 90
LONGEST_LIMIT_MINUTES = 24 * 60


def quiz_problems(definition: Any) -> list[Problem]:
    """Everything an editor has to mend in a quiz definition, with its path. Accepts any JSON value."""
    if not isinstance(definition, Mapping):
        return [Problem("", _("A test is a set of named fields."))]
    return [
        *field_problems(definition, FIELDS),
        *key_problems(definition.get("bank"), "bank"),
        *topic_problems(definition.get("topics")),
        *sections_problems(definition),
        *needed_problems(definition),
        *tries_problems(definition),
        *days_problems(definition),
        *limit_problems(definition),
        *words_problems(definition),
    ]


def key_problems(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, str) or not WELL_FORMED_ID.fullmatch(value):
        yield Problem(path, _("Use a short name of small letters, figures and dashes."))


def topic_problems(topics: Any) -> Iterator[Problem]:
    if not isinstance(topics, list) or not topics:
        yield Problem("topics", _("Name at least one topic."))
        return
    for place, topic in enumerate(topics):
        line = topic if isinstance(topic, Mapping) else {}
        yield from key_problems(line.get("key"), f"topics[{place}].key")
        yield from text_problems(line.get("title"), f"topics[{place}].title", LONGEST_LINE)


def needed_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    most = sum_drawn(definition.get("sections"))
    if not is_whole(definition.get("needed"), 1, most):
        yield Problem("needed", _("Say how many points are needed, 1 to {most}.").format(most=most))


def tries_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    tries = definition.get("tries")
    if tries is not None and not is_whole(tries, 1, 99):
        yield Problem("tries", _("Give a whole number of tries, or leave it out for no limit."))
    yield from one_of_problems(definition, "counts", COUNTS)
    waits = definition.get("wait_hours", [])
    if not isinstance(waits, list) or not all(is_whole(wait, 0, LONGEST_WAIT_HOURS) for wait in waits):
        yield Problem("wait_hours", _("List the waits between tries in whole hours, at most 90 days each."))


def days_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    """Days stand as text, because a definition is JSON; YAML makes a date of one without quotes."""
    for field in ("opens_on", "closes_on"):
        if field in definition and not is_day(definition[field]):
            yield Problem(field, _('Write the day in quotes, year first: "2027-05-14".'))
    if "closes_on" in definition and "opens_on" not in definition:
        yield Problem("opens_on", _("Say the first day too: days on a break are counted from it."))
    opens_on, closes_on = definition.get("opens_on"), definition.get("closes_on")
    if is_day(opens_on) and is_day(closes_on) and str(closes_on) < str(opens_on):
        yield Problem("closes_on", _("The last day comes after the first, or is the same."))


def limit_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    """There is no time limit unless somebody demands one, and then learners read who and why."""
    if "minutes" in definition and not is_whole(definition["minutes"], 1, LONGEST_LIMIT_MINUTES):
        yield Problem(
            "minutes", _("Give a whole number of minutes, 1 to {most}, or leave it out for no limit.").format(most=LONGEST_LIMIT_MINUTES)
        )
    if "minutes" in definition or "because" in definition:
        yield from text_problems(definition.get("because"), "because", LONGEST_LINE)
    if "because" in definition and "minutes" not in definition:
        yield Problem("because", _("There is no time limit to give a reason for."))


def is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def words_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    for field in ("about", "passed"):
        yield from text_problems(definition.get(field, ""), field, LONGEST_LINE, needed=False)
    if not isinstance(definition.get("open_book", True), bool):
        yield Problem("open_book", _("Say true or false."))
    yield from one_of_problems(definition, "review", REVIEWS)
    yield from one_of_problems(definition, "feedback", FEEDBACK)


def one_of_problems(definition: Mapping[str, Any], field: str, known: tuple[str, ...]) -> Iterator[Problem]:
    """A word out of a few; left out, the first of them is meant."""
    if definition.get(field, known[0]) not in known:
        yield Problem(field, _("Say {known}.").format(known=", ".join(known)))
