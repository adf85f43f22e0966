"""Marks, scores and tries: pure functions over values, exact to the last third of a point."""

from assessments.grading.limits import GRACE, UNDER_WAY, Clock, stopped_by_a_break
from assessments.grading.marks import BrokenHistory, Event, Standing, fold
from assessments.grading.parts import Part, PartScore
from assessments.grading.points import say_points
from assessments.grading.scores import Score, Scored, TopicScore, score
from assessments.grading.turns import Counts, Try, Turn, next_turn
from assessments.grading.windows import ALWAYS, Days, Window, days_that_hold

__all__ = [
    "ALWAYS",
    "GRACE",
    "UNDER_WAY",
    "BrokenHistory",
    "Clock",
    "Counts",
    "Days",
    "Event",
    "Part",
    "PartScore",
    "Score",
    "Scored",
    "Standing",
    "TopicScore",
    "Try",
    "Turn",
    "Window",
    "days_that_hold",
    "fold",
    "next_turn",
    "say_points",
    "score",
    "stopped_by_a_break",
]
