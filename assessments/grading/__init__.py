"""Marks, scores and tries: pure functions over values, exact to the last third of a point."""

from assessments.grading.marks import BrokenHistory, Event, Standing, fold
from assessments.grading.parts import Part, PartScore
from assessments.grading.points import say_points
from assessments.grading.scores import Score, Scored, TopicScore, score
from assessments.grading.turns import Counts, Try, Turn, next_turn

__all__ = [
    "BrokenHistory",
    "Counts",
    "Event",
    "Part",
    "PartScore",
    "Score",
    "Scored",
    "Standing",
    "TopicScore",
    "Try",
    "Turn",
    "fold",
    "next_turn",
    "say_points",
    "score",
]
