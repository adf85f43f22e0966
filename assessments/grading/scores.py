"""The score of one whole attempt, and why it is enough or not yet enough."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Scored:
    """One marked question: its topic and its points, 0 to 1."""

    topic: str
    points: Fraction


@dataclass(frozen=True)
class TopicScore:
    """`is_secure`: this topic alone reaches the share of points that the whole test asks for."""

    topic: str
    points: Fraction
    of: int
    is_secure: bool


@dataclass(frozen=True)
class Score:
    """`short_by`: what is missing to pass, 0 when nothing is. Topics come in the order of the paper."""

    points: Fraction
    of: int
    needed: int
    by_topic: tuple[TopicScore, ...]

    @property
    def passed(self) -> bool:
        return self.points >= self.needed

    @property
    def short_by(self) -> Fraction:
        return max(Fraction(0), self.needed - self.points)

    @property
    def look_again(self) -> tuple[str, ...]:
        return tuple(topic.topic for topic in self.by_topic if not topic.is_secure)


def score(marked: Sequence[Scored], needed: int) -> Score:
    """Add up exactly: 7 and 2/3 points are not 8, and three thirds are 1."""
    share = Fraction(needed, len(marked)) if marked else Fraction(1)
    topics = dict.fromkeys(question.topic for question in marked)
    return Score(
        points=total(marked),
        of=len(marked),
        needed=needed,
        by_topic=tuple(topic_score(topic, marked, share) for topic in topics),
    )


def topic_score(topic: str, marked: Sequence[Scored], share: Fraction) -> TopicScore:
    mine = [question for question in marked if question.topic == topic]
    points = total(mine)
    return TopicScore(topic, points, len(mine), points >= share * len(mine))


def total(marked: Iterable[Scored]) -> Fraction:
    return sum((question.points for question in marked), Fraction(0))
