"""Item statistics: how questions did, over papers that were handed in. Pure: cells in, figures out; no Django, no clock, no names.

Who answered is never part of it: what comes in is already counted ("so many people had these points and chose this line").
"""

from assessments.statistics.items import FIRM, FLOOR, Cell, Item, Tally, Use, item_of
from assessments.statistics.lines import COUNTED, ItemLine, lines_of, picked
from assessments.statistics.moments import Moments, median
from assessments.statistics.papers import Papers, alpha, papers_of
from assessments.statistics.rewrite import Reason, percent, why_rewrite

__all__ = [
    "COUNTED",
    "FIRM",
    "FLOOR",
    "Cell",
    "Item",
    "ItemLine",
    "Moments",
    "Papers",
    "Reason",
    "Tally",
    "Use",
    "alpha",
    "item_of",
    "lines_of",
    "median",
    "papers_of",
    "percent",
    "picked",
    "why_rewrite",
]
