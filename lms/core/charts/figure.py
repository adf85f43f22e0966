"""What every figure is made of, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

LEAST = 5  # people: a figure about fewer holds no number (decisions.md 15)
ROWS_ON_A_PAGE = 100  # of the table below a drawing; the file has every one

Cell = str | int | float | None


@dataclass(frozen=True)
class Said:
    """The words of a figure, in the reader's language: the finding is the title, the sentence says it to whoever cannot see the drawing."""

    title: str
    sentence: str
    columns: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the list that stands in the drawing's place on a phone: "42 of 60". `share` (0 to 1) makes a bar of it."""

    label: str
    words: str
    share: float | None = None


@dataclass(frozen=True)
class Figure:
    """A finding with its drawing, its table and its list. `form` names the template; `drawing` is what that form draws.

    Without a drawing nothing is known about any number: "withheld" for fewer than five people, "nothing" when there is nothing yet.
    """

    key: str
    form: str
    title: str
    sentence: str = ""
    note: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    narrow: tuple[Line, ...] = ()
    drawing: Any = None
    least: int = LEAST

    @property
    def page_rows(self) -> tuple[tuple[Cell, ...], ...]:
        return self.rows[:ROWS_ON_A_PAGE]

    @property
    def is_cut(self) -> bool:
        """Whether the table on a page is only the beginning of the file's."""
        return len(self.rows) > ROWS_ON_A_PAGE

    @property
    def is_withheld(self) -> bool:
        return self.form == "withheld"

    @property
    def is_drawn(self) -> bool:
        return self.drawing is not None


def made(key: str, form: str, said: Said, rows: Sequence[tuple[Cell, ...]], narrow: Sequence[Line], drawing: Any) -> Figure:
    """A figure whose table has a cell for each of its columns."""
    if any(len(row) != len(said.columns) for row in rows):
        raise ValueError(f"figure {key}: a row has more or fewer cells than there are columns")
    return Figure(key, form, said.title, said.sentence, said.note, said.columns, tuple(rows), tuple(narrow), drawing)


def shown(key: str, subject: str, people: int, draw: Callable[[], Figure], least: int = LEAST) -> Figure:
    """The figure, or for fewer than `least` people one that says so. Then it is not even worked out, so nothing of it can leak."""
    return draw() if people >= least else Figure(key, "withheld", subject, least=least)


def nothing_yet(key: str, subject: str, sentence: str) -> Figure:
    """Enough people, and nothing that could be drawn yet."""
    return Figure(key, "nothing", subject, sentence)
