"""The score of one whole attempt, and why it is enough or not yet enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.grading.parts import Part, PartScore, part_scores


@dataclass(frozen=True)
class Scored:
    """One marked question: its topic, its points, 0 to 1, and its place on the paper, from 1."""

    topic: str
    points: Fraction
    place: int = 0


@dataclass(frozen=True)
class TopicScore:
    """`is_secure`: this topic alone reaches the share of points that the whole test asks for, and is not why a part is not there yet."""

    topic: str
    points: Fraction
    of: int
    is_secure: bool


@dataclass(frozen=True)
class Score:
    """`short_by`: what the whole lacks, 0 when nothing. Topics come in the order of the paper, parts as the test has them."""

    points: Fraction
    of: int
    needed: int
    by_topic: tuple[TopicScore, ...]
    parts: tuple[PartScore, ...] = ()

    @property
    def passed(self) -> bool:
        return self.points >= self.needed and not self.short_parts

    @property
    def short_by(self) -> Fraction:
        return max(Fraction(0), self.needed - self.points)

    @property
    def short_parts(self) -> tuple[PartScore, ...]:
        return tuple(part for part in self.parts if not part.is_met)

    @property
    def look_again(self) -> tuple[str, ...]:
        return tuple(topic.topic for topic in self.by_topic if not topic.is_secure)


def score(marked: Sequence[Scored], needed: int, parts: Sequence[Part] = ()) -> Score:
    """Add up exactly: 7 and 2/3 points are not 8, and three thirds are 1. Passing takes the whole and every part."""
    share = Fraction(needed, len(marked)) if marked else Fraction(1)
    topics = dict.fromkeys(question.topic for question in marked)
    by_part = part_scores(parts, [(question.place, question.points) for question in marked])
    short = [parts[part.part] for part in by_part if not part.is_met]
    lacking = {question.topic for question in marked if question.points < 1 and any(question.place in part.places for part in short)}
    return Score(
        points=total(marked),
        of=len(marked),
        needed=needed,
        by_topic=tuple(topic_score(topic, marked, share, lacks=topic in lacking) for topic in topics),
        parts=by_part,
    )


def topic_score(topic: str, marked: Sequence[Scored], share: Fraction, *, lacks: bool) -> TopicScore:
    mine = [question for question in marked if question.topic == topic]
    points = total(mine)
    return TopicScore(topic, points, len(mine), points >= share * len(mine) and not lacks)


def total(marked: Iterable[Scored]) -> Fraction:
    return sum((question.points for question in marked), Fraction(0))
