"""What a test is, as data: its sections, what is needed to pass, tries and waits, and the words around it.

    {"bank": "core-knowledge", "topics": [{"key": "listening", "title": "Listening"}],
     "sections": [{"draw": 1, "topic": "listening", "kinds": ["single_choice"]}],
     "needed": 8, "tries": 3, "wait_hours": [0, 24], "open_book": true,
     "about": "...", "passed": "...", "review": "not_yet"}

Every field is described in docs/quiz-format.md; what an editor has to mend is said by quiz_checks.py. What is left out keeps its
meaning of the days when the definition was released: new fields are never needed, and change nothing where they are not written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assessments.grading.parts import Part
from assessments.grading.turns import Counts
from assessments.questions.paper import Section

# When people see what fits and why: once they have handed in, once no try is left to them, or never.
Feedback = Literal["after_test", "when_done", "never_key"]


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
    parts: tuple[Part, ...] = ()
    counts: Counts = "best"
    opens_on: date | None = None
    closes_on: date | None = None
    minutes: int | None = None
    because: str = ""
    feedback: Feedback = "after_test"

    @property
    def must_be_right(self) -> frozenset[int]:
        """The places of the questions that have to be right, whatever the others come to."""
        return frozenset(place for part in self.parts if part.is_question for place in part.places)

    @property
    def of(self) -> int:
        """How many points there are: one for each question that earns any."""
        return sum(section.draw for section in self.sections if section.is_scored)

    @property
    def length(self) -> int:
        """How many questions a paper has, those without points included."""
        return sum(section.draw for section in self.sections)

    @property
    def is_drawn(self) -> bool:
        """Whether chance has a hand in it: papers may differ."""
        return any(not section.questions for section in self.sections)

    def shows_key(self, *, is_done: bool) -> bool:
        """Whether a try that was handed in shows what fits. `is_done`: no other try comes after it."""
        return self.feedback == "after_test" or (self.feedback == "when_done" and is_done)

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
        parts=tuple(parts_of(definition)),
        counts=definition.get("counts", "best"),
        opens_on=day_of(definition.get("opens_on")),
        closes_on=day_of(definition.get("closes_on")),
        minutes=definition.get("minutes"),
        because=definition.get("because", ""),
        feedback=definition.get("feedback", "after_test"),
    )


def day_of(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def section_of(section: Mapping[str, Any]) -> Section:
    questions = tuple(section.get("questions", ()))
    return Section(
        draw=len(questions) or section["draw"],
        topic=section.get("topic", ""),
        kinds=frozenset(section.get("kinds", ())),
        tags=frozenset(section.get("tags", ())),
        difficulty=section.get("difficulty"),
        questions=questions,
    )


def parts_of(definition: Mapping[str, Any]) -> Iterator[Part]:
    """Sections with a mark of their own, and questions that have to be right, in the order of the paper."""
    titles = {topic["key"]: topic["title"] for topic in definition["topics"]}
    begins = 1
    for section in definition["sections"]:
        places = range(begins, begins + section_of(section).draw)
        if "needed" in section:
            yield Part(places, section["needed"], section.get("title", "").strip() or titles[section["topic"]])
        for place, key in zip(places, section.get("questions", ()), strict=False):
            if key in section.get("must_pass", ()):
                yield Part(range(place, place + 1), 1)
        begins = places.stop
