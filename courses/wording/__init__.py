"""How a step reads: long sentences, hard text, words that may hurt, links and headings. Pure: no Django, no clock, no database.

A step is the list of its blocks as the editor stores them or as an edition holds them: `{"id", "type", "value"}`. Findings are codes with
values, in reading order; whoever shows them puts them into words. Nothing here stops a draft, and only a heading that leaves out a level
stops a release: everything else asks (ux.md 3.4, 4.9, 7.5).
"""

from .passages import Passage, passages
from .reading import ASK_WORDS, LIX_LIMIT, LIX_WORDS, WARN_WORDS, lix_of
from .step import Finding, look_at
from .word_list import Word, hits

__all__ = [
    "ASK_WORDS",
    "LIX_LIMIT",
    "LIX_WORDS",
    "WARN_WORDS",
    "Finding",
    "Passage",
    "Word",
    "hits",
    "lix_of",
    "look_at",
    "passages",
]
