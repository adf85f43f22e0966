"""What a test is, as data: its sections, what is needed to pass, tries and waits, and the words around it.

    {"bank": "core-knowledge", "topics": [{"key": "listening", "title": "Listening"}],
     "sections": [{"draw": 1, "topic": "listening", "kinds": ["single_choice"]}],
     "needed": 8, "tries": 3, "wait_hours": [0, 24], "open_book": true,
     "about": "...", "passed": "...", "review": "not_yet"}

One question is worth one point; sections of kinds that earn none stand apart.
`wait_hours[n]` is the wait after try n+1; the last figure holds for all later tries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.questions import KINDS
from assessments.questions.checks import LONGEST_LINE, WELL_FORMED_ID, field_problems, text_problems
from assessments.questions.contract import Problem
from assessments.questions.paper import UNSCORED, Section
from assessments.questions.words import say as _

FIELDS = frozenset({"bank", "topics", "sections", "needed", "tries", "wait_hours", "open_book", "about", "passed", "review"})
SECTION_FIELDS = frozenset({"draw", "topic", "kinds", "tags"})
REVIEWS = ("not_yet", "done")
LONGEST_PAPER = 100
LONGEST_WAIT_HOURS = 24 * 90


@dataclass(frozen=True)
class QuizRules:
    """A quiz definition without problems, ready to use. `tries` None: as many as somebody likes."""

    bank: str
    topics: dict[str, str]
    sections: tuple[Section, ...]
    needed: int
    tries: int | None
    wait_hours: tuple[int, ...]
    open_book: bool
    about: str
    passed: str
    is_reviewed: bool

    @property
    def of(self) -> int:
        """How many points there are: one for each question that earns any."""
        return sum(section.draw for section in self.sections if section.is_scored)

    @property
    def length(self) -> int:
        """How many questions a paper has, those without points included."""
        return sum(section.draw for section in self.sections)

    def wait_after(self, tries_used: int) -> int:
        """Hours between the end of the last used try and the next."""
        if not self.wait_hours or not tries_used:
            return 0
        return self.wait_hours[min(tries_used, len(self.wait_hours)) - 1]


def quiz_rules(definition: Mapping[str, Any]) -> QuizRules:
    """Rely on `quiz_problems(definition) == []`."""
    return QuizRules(
        bank=definition["bank"],
        topics={topic["key"]: topic["title"] for topic in definition["topics"]},
        sections=tuple(section_of(section) for section in definition["sections"]),
        needed=definition["needed"],
        tries=definition.get("tries"),
        wait_hours=tuple(definition.get("wait_hours", ())),
        open_book=definition.get("open_book", True),
        about=definition.get("about", ""),
        passed=definition.get("passed", ""),
        is_reviewed=definition.get("review") == "done",
    )


def section_of(section: Mapping[str, Any]) -> Section:
    return Section(
        draw=section["draw"],
        topic=section.get("topic", ""),
        kinds=frozenset(section.get("kinds", ())),
        tags=frozenset(section.get("tags", ())),
    )


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


def sections_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    sections = definition.get("sections")
    if not isinstance(sections, list) or not sections:
        yield Problem("sections", _("Say at least once how many questions to draw."))
        return
    known = topic_keys(definition)
    for place, section in enumerate(sections):
        if isinstance(section, Mapping):
            yield from section_problems(section, f"sections[{place}]", known)
        else:
            yield Problem(f"sections[{place}]", _("A section says how many questions to draw and which."))
    if not any(is_scored(section) for section in sections):
        yield Problem("sections", _("At least one section must draw questions that earn points."))


def section_problems(section: Mapping[str, Any], path: str, topics: list[Any]) -> Iterator[Problem]:
    yield from field_problems(section, SECTION_FIELDS, path)
    if not is_whole(section.get("draw"), 1, LONGEST_PAPER):
        yield Problem(f"{path}.draw", _("Draw a whole number of questions, 1 to {most}.").format(most=LONGEST_PAPER))
    if section.get("topic", "") not in ["", *topics]:
        yield Problem(f"{path}.topic", _("This topic is not in the list of topics."))
    if is_mixed(section.get("kinds")):
        yield Problem(f"{path}.kinds", _("Draw questions that earn points and others in sections of their own."))
    for field, known in (("kinds", tuple(KINDS)), ("tags", None)):
        yield from list_problems(section.get(field, []), f"{path}.{field}", known)


def is_scored(section: Any) -> bool:
    """Whether a section, as far as it can be made out, draws questions that earn points."""
    kinds = section.get("kinds") if isinstance(section, Mapping) else None
    return not isinstance(kinds, list) or not kinds or any(kind not in UNSCORED for kind in kinds if isinstance(kind, str))


def is_mixed(kinds: Any) -> bool:
    named = {kind in UNSCORED for kind in kinds if isinstance(kind, str)} if isinstance(kinds, list) else set()
    return len(named) > 1


def list_problems(value: Any, path: str, known: tuple[str, ...] | None) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(path, _("Give a list."))
        return
    for place, word in enumerate(value):
        if not isinstance(word, str) or (known is not None and word not in known):
            yield Problem(f"{path}[{place}]", _("This word is not known here."))


def needed_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    most = sum_drawn(definition.get("sections"))
    if not is_whole(definition.get("needed"), 1, most):
        yield Problem("needed", _("Say how many points are needed, 1 to {most}.").format(most=most))


def tries_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    tries = definition.get("tries")
    if tries is not None and not is_whole(tries, 1, 99):
        yield Problem("tries", _("Give a whole number of tries, or leave it out for no limit."))
    waits = definition.get("wait_hours", [])
    if not isinstance(waits, list) or not all(is_whole(wait, 0, LONGEST_WAIT_HOURS) for wait in waits):
        yield Problem("wait_hours", _("List the waits between tries in whole hours, at most 90 days each."))


def words_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    for field in ("about", "passed"):
        yield from text_problems(definition.get(field, ""), field, LONGEST_LINE, needed=False)
    if not isinstance(definition.get("open_book", True), bool):
        yield Problem("open_book", _("Say true or false."))
    if definition.get("review", "not_yet") not in REVIEWS:
        yield Problem("review", _("Say {known}.").format(known=", ".join(REVIEWS)))


def topic_keys(definition: Mapping[str, Any]) -> list[Any]:
    topics = definition.get("topics")
    return [topic.get("key") for topic in topics if isinstance(topic, Mapping)] if isinstance(topics, list) else []


def sum_drawn(sections: Any) -> int:
    """The length of the paper, as far as broken sections let it be known; at least 1."""
    rows = sections if isinstance(sections, list) else []
    drawn: list[int] = [
        row["draw"] for row in rows if isinstance(row, Mapping) and is_scored(row) and is_whole(row.get("draw"), 1, LONGEST_PAPER)
    ]
    return max(1, sum(drawn))


def is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
