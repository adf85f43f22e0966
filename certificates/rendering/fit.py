"""A name must fit, by rule, before anything is laid out.

A zone has a width and a height that never change. The rule tries (size, lines) steps from large to small and takes
the first at which the text, broken only between words, needs no more than that many lines. The last step may break
inside a word and takes 200 of the widest letters. Nothing is ever cut off or shortened.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from certificates.rendering.ruler import Ruler
from certificates.rendering.scripts import growth, leading_for

# Small words that belong to the name after them: not left at the end of a line where there is a choice.
STAY_TOGETHER = frozenset("de del la las los da das do dos di du van von der den ter y e i bin bint ibn al el ap af av zu zur te".split())  # noqa: SIM905

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Zone:
    """Width and height in points; `steps` are (size in points, most lines), large to small."""

    width: float
    height: float
    leading: float
    steps: tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class Fit:
    """How a text is set. `step` is the place in the zone's steps; `broken` says that a word was broken inside."""

    size: float
    leading: float
    lines: Lines
    step: int
    broken: bool = False

    @property
    def line_height(self) -> float:
        return round(self.size * self.leading, 2)


@dataclass(frozen=True)
class Task:
    """One text that looks for its size in one zone."""

    text: str
    zone: Zone
    ruler: Ruler

    @property
    def leading(self) -> float:
        return leading_for(self.text, self.zone.leading)

    def room(self, size: float) -> int:
        """How many lines of this size the zone's height takes."""
        return int(self.zone.height / (size * self.leading * growth(self.text)))

    def most(self, size: float, lines: int) -> int:
        """A step's lines, held to what the height takes; a borrowed face may use two where one was meant."""
        return min(max(lines, 2 if growth(self.text) > 1 else 1), self.room(size))


def fit(text: str, zone: Zone, ruler: Ruler, skip: int = 0) -> Fit:
    """The largest setting that fits. `skip` starts so many steps further down: the press measures what was laid out
    and asks again when a line came out wider than the ruler thought. Never refuses; the press does.
    """
    task = Task(text, zone, ruler)
    return _whole_words(task, skip) or _inside_words(task, skip)


def _whole_words(task: Task, skip: int) -> Fit | None:
    words = task.text.split()
    for step, (size, lines) in list(enumerate(task.zone.steps))[skip:]:
        for count in range(1, min(task.most(size, lines), len(words)) + 1):
            if found := balanced(words, count, lambda s, z=size: task.ruler.width(s, z), task.zone.width):  # type: ignore[misc]
                return Fit(size, task.leading, found, step)
    return None


def _inside_words(task: Task, skip: int) -> Fit:
    """A word too long for any line is broken inside, at the largest size at which its pieces find room."""
    steps = list(enumerate(task.zone.steps))
    fits = [Fit(size, task.leading, chop(task, size), step, broken=True) for step, (size, _) in steps[skip:] or steps[-1:]]
    return next((f for f in fits if len(f.lines) <= task.room(f.size) and task.room(f.size) > 1), fits[-1])


def chop(task: Task, size: float) -> Lines:
    """Letters to lines, never between a letter and its mark."""
    lines = [""]
    for letter in task.text:
        full = lines[-1] and task.ruler.width(lines[-1] + letter, size) > task.zone.width
        if full and not unicodedata.combining(letter):
            lines.append("")
        lines[-1] += letter if lines[-1] or letter != " " else ""
    return tuple(line.rstrip() for line in lines if line.strip())


def balanced(words: Sequence[str], count: int, width: Callable[[str], float], room: float) -> Lines | None:
    """The words on so many lines, as even as can be; None when some line would be too wide."""
    if count > 4 or len(words) > 14:  # the ways to break explode, and evenness is no longer seen
        return greedy(words, count, width, room)
    fitting = [lines for lines in breaks(tuple(words), count) if max(map(width, lines)) <= room]
    return min(fitting, key=lambda lines: unevenness(lines, width), default=None)


def unevenness(lines: Lines, width: Callable[[str], float]) -> float:
    widths = [width(line) for line in lines]
    loose = sum(line.split()[-1].lower().strip(".,") in STAY_TOGETHER for line in lines[:-1])
    return max(widths) * (1 + 0.25 * loose) + 0.15 * (max(widths) - min(widths))


def breaks(words: tuple[str, ...], count: int) -> Iterator[Lines]:
    """All ways to put the words on so many lines."""
    if count == 1:
        yield (" ".join(words),)
        return
    for cut in range(1, len(words) - count + 2):
        for rest in breaks(words[cut:], count - 1):
            yield (" ".join(words[:cut]), *rest)


def greedy(words: Sequence[str], count: int, width: Callable[[str], float], room: float) -> Lines | None:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if width(word) > room:
            return None
        if width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines) if len(lines) <= count else None
