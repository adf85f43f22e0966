"""Single choices that are a sentence to call true or false."""

from __future__ import annotations

from dataclasses import replace

from assessments.questions.formats.qti_item import Box, Line

TRUE_WORDS = frozenset({"true", "wahr", "richtig", "vrai", "verdadero", "vero", "waar"})
FALSE_WORDS = frozenset({"false", "falsch", "faux", "falso", "onwaar", "niet waar"})


def true_first(boxes: tuple[Box, ...]) -> tuple[tuple[Box, ...], bool]:
    """The same boxes; when the only one has a line that says true and one that says false, the true line first."""
    if len(boxes) != 1 or boxes[0].shape != "one" or len(boxes[0].lines) != 2:
        return boxes, False
    first, second = boxes[0].lines
    if says(second, "true", TRUE_WORDS) and says(first, "false", FALSE_WORDS):
        first, second = second, first
    elif not (says(first, "true", TRUE_WORDS) and says(second, "false", FALSE_WORDS)):
        return boxes, False
    return (replace(boxes[0], lines=(first, second), more={}),), True


def says(line: Line, name: str, words: frozenset[str]) -> bool:
    return line.name.lower() == name or line.words.line.casefold().strip(" .") in words
