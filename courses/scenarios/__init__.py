"""Branching stories: pure values in, pure values out. No Django, no clock, no database.

A scenario is what an edition holds (courses/editions/building_practice.py):

    {"title", "intro"?, "start": scene id, "debrief",
     "scenes": [{"id", "name", "text", "choices": [{"id", "text", "consequence", "goes_to", "quality", "protects"}]}]}

`goes_to` is the id of a scene, or "" where the story ends with that choice; a scene without choices is an end too. Going round is
allowed as long as there is a way out. A *path* is the ids of the choices that were taken, in order: it is all that a player has to
keep. Every function takes the value as it is or a `Scenario` (`read`), also one that is half written, and never raises for it.
"""

from .checks import MOST_CHOICES, MOST_SCENES, Problem, problems
from .layout import Arrow, Box, Map, layout
from .shape import Choice, Scenario, Scene, goal_of, read
from .walking import Routes, Taken, Untried, Walk, is_all_tried, routes, untried, walk

__all__ = [
    "MOST_CHOICES",
    "MOST_SCENES",
    "Arrow",
    "Box",
    "Choice",
    "Map",
    "Problem",
    "Routes",
    "Scenario",
    "Scene",
    "Taken",
    "Untried",
    "Walk",
    "goal_of",
    "is_all_tried",
    "layout",
    "problems",
    "read",
    "routes",
    "untried",
    "walk",
]
