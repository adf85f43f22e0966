"""What the pages of a test show: the rules and what comes next, one question, and the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from accounts.models import User
from assessments.grading import ALWAYS, Part, Turn, Window, say_points
from assessments.hooks import ReviewLink, context_for, review_links
from assessments.models import Attempt, AttemptResult, AttemptSlot, Quiz
from assessments.queries.quiz_clocks import clock_of, window_of
from assessments.queries.quizzes import Entry, Place, entries_of, places_of, tries_of, turn_of
from assessments.questions.quiz import QuizRules


@dataclass(frozen=True)
class QuizScreen:
    """The front page of a test: its rules, the tries so far and what comes next. `is_up`: the time of the open try is over."""

    quiz: Quiz
    rules: QuizRules
    turn: Turn
    attempts: Sequence[Attempt]
    window: Window = ALWAYS
    is_up: bool = False

    @property
    def results(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.submitted_at and not attempt.is_open and attempt.state == "submitted"]


def quiz_screen(person: User, quiz: Quiz, now: datetime, context_key: str | None = None) -> QuizScreen | None:
    """None for a test that has no released version. Without a context, the one under which this person takes it."""
    version = quiz.newest
    if version is None:
        return None
    place = context_for(person, quiz.key) if context_key is None else context_key
    attempts = tries_of(person, quiz, place)
    window = window_of(person.pk, version, now, place)
    is_up = any(clock_of(attempt, now).is_over(now) for attempt in attempts if attempt.is_open)
    return QuizScreen(quiz, version.rules, turn_of(attempts, version, now, window), attempts, window, is_up)


@dataclass(frozen=True)
class QuestionScreen:
    """One question with the list of all of them."""

    slot: AttemptSlot
    places: Sequence[Place]

    @property
    def last_saved(self) -> Place | None:
        saved = [(place.saved_at, place.position, place) for place in self.places if place.saved_at]
        return max(saved)[2] if saved else None

    @property
    def answered(self) -> list[int]:
        return [place.position for place in self.places if place.is_answered]

    @property
    def before(self) -> int | None:
        return self.slot.position - 1 if self.slot.position > 1 else None

    @property
    def after(self) -> int | None:
        return self.slot.position + 1 if self.slot.position < len(self.places) else None


def question_screen(slot: AttemptSlot) -> QuestionScreen:
    return QuestionScreen(slot, places_of(slot.attempt))


@dataclass(frozen=True)
class TopicLine:
    """How one topic went, in the words of the version that was taken."""

    title: str
    had: str
    of: int
    is_secure: bool


@dataclass(frozen=True)
class PartLine:
    """How a part with a mark of its own went. `place`: of the one question that has to be right; 0 for a section."""

    title: str
    place: int
    had: str
    of: int
    needed: int
    is_met: bool


@dataclass(frozen=True)
class ResultScreen:
    """The result of one try, what to look at again, and what comes next."""

    attempt: Attempt
    result: AttemptResult
    topics: Sequence[TopicLine]
    short_parts: Sequence[PartLine]
    look_again: Sequence[str]
    links: Sequence[ReviewLink]
    entries: Sequence[Entry]
    next: QuizScreen | None
    shows_key: bool

    @property
    def had(self) -> str:
        return say_points(self.result.points)

    @property
    def is_enough(self) -> bool:
        """Whether the points of the whole are there, whatever its parts came to."""
        return self.result.points >= self.result.needed

    @property
    def has_fractions(self) -> bool:
        """Whether some points are not whole, so that the page explains how that comes."""
        return any(row["points"][1] != 1 for row in self.result.by_topic)

    @property
    def rules(self) -> QuizRules:
        return self.attempt.quiz_version.rules


def result_screen(attempt: Attempt, now: datetime) -> ResultScreen:
    """Of an attempt that was handed in. Raises AttemptResult.DoesNotExist for another."""
    result = AttemptResult.objects.standing().get(attempt=attempt)
    weak = [row["topic"] for row in result.by_topic if not row["secure"]]
    rules, titles = attempt.quiz_version.rules, attempt.quiz_version.rules.topics
    coming = quiz_screen(attempt.person, attempt.quiz, now, attempt.context_key)
    shows_key = rules.shows_key(is_done=coming is not None and coming.turn.is_done)
    return ResultScreen(
        attempt=attempt,
        result=result,
        topics=[topic_line(row, titles) for row in result.by_topic],
        short_parts=[line for line in part_lines(result, rules) if not line.is_met],
        look_again=[titles.get(topic, topic) for topic in weak],
        links=review_links(attempt.person, attempt.quiz.key, weak),
        entries=entries_of(attempt, shows_key=shows_key),
        next=coming,
        shows_key=shows_key,
    )


def topic_line(row: dict, titles: dict[str, str]) -> TopicLine:
    return TopicLine(titles.get(row["topic"], row["topic"]), say_points(Fraction(*row["points"])), row["of"], row["secure"])


def part_lines(result: AttemptResult, rules: QuizRules) -> list[PartLine]:
    """The parts with a mark of their own, in the words of the version that was taken."""
    return [part_line(row, rules.parts[row["part"]]) for row in result.parts or []]


def part_line(row: dict, part: Part) -> PartLine:
    place = part.places.start if part.is_question else 0
    return PartLine(part.title, place, say_points(Fraction(*row["points"])), row["of"], row["needed"], row["met"])
