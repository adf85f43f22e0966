"""Figures that cannot lie: from numbers to a drawing, a table, a list for phones and a file, all out of the same rows.

Pure: numbers and words in, values out. No module here knows Django, a table or a clock, and none says a word of its own: titles,
labels and sentences come from whoever asks, in the reader's language (docs/decisions/0076).

    figure = shown("hours", "Practice hours", people, lambda: bars("hours", said, lines, need=Need(60, "60 hours needed")))

`{% chart figure %}` (lms/core/templatetags/charts.py) draws it. A new form is one module here and one template in templates/_ui/charts/.
"""

from .bars import Bar, Need, bars
from .columns import Column, columns
from .dots import DotRow, dots
from .figure import LEAST, Cell, Figure, Line, Said, nothing_yet, shown
from .flow import Week, flow
from .funnel import Step, funnel
from .heat import HeatRow, Thing, heat
from .intervals import Estimate, intervals
from .parts import Part
from .stacks import Stack, stacks

__all__ = [
    "LEAST",
    "Bar",
    "Cell",
    "Column",
    "DotRow",
    "Estimate",
    "Figure",
    "HeatRow",
    "Line",
    "Need",
    "Part",
    "Said",
    "Stack",
    "Step",
    "Thing",
    "Week",
    "bars",
    "columns",
    "dots",
    "flow",
    "funnel",
    "heat",
    "intervals",
    "nothing_yet",
    "shown",
    "stacks",
]
