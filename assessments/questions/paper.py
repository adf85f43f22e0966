"""Drawing one person's questions from a bank: by chance, and the same again for the same seed and bank."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

# What earns no points comes on a paper only where a section asks for it by name.
UNSCORED = frozenset({"confidence"})


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn. `ref` is whatever the caller needs to find it again; refs are sortable."""

    ref: int
    topic: str
    kind: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Section:
    """So many questions with this topic, one of these kinds and all of these tags; what is empty does not matter."""

    draw: int
    topic: str = ""
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def takes(self, candidate: Candidate) -> bool:
        if candidate.kind in UNSCORED and candidate.kind not in self.kinds:
            return False
        return self.topic in ("", candidate.topic) and (not self.kinds or candidate.kind in self.kinds) and self.tags <= candidate.tags

    @property
    def is_scored(self) -> bool:
        return not self.kinds or not self.kinds <= UNSCORED


class NotEnough(ValueError):
    """The bank cannot fill a section (counted from 0): it has `have` questions left and needs `need`."""

    def __init__(self, section: int, have: int, need: int) -> None:
        super().__init__(f"section {section}: {have} of {need}")
        self.section, self.have, self.need = section, have, need


def draw(sections: Sequence[Section], pool: Iterable[Candidate], seed: int | str, seen: Collection[int] = frozenset()) -> list[int]:
    """The refs of the questions in the order of the paper. Raises NotEnough.

    No question stands on a paper twice. Questions in `seen` (from earlier tries) come only when no others are left.
    """
    dice = Random(seed)  # noqa: S311 - the seed must give the same paper again
    shuffled = sorted(pool, key=lambda candidate: candidate.ref)
    dice.shuffle(shuffled)
    shuffled.sort(key=lambda candidate: candidate.ref in seen)
    drawn: dict[int, list[int]] = {}
    taken: set[int] = set()
    for place in hardest_first(sections, shuffled):
        drawn[place] = fill(place, sections[place], [c for c in shuffled if c.ref not in taken])
        taken.update(drawn[place])
    return [ref for place in range(len(sections)) for ref in drawn[place]]


def hardest_first(sections: Sequence[Section], pool: Sequence[Candidate]) -> list[int]:
    """Sections with the least to spare choose before those that could take anything."""

    def to_spare(place: int) -> int:
        return sum(map(sections[place].takes, pool)) - sections[place].draw

    return sorted(range(len(sections)), key=to_spare)


def fill(place: int, section: Section, left: Sequence[Candidate]) -> list[int]:
    fitting = [candidate.ref for candidate in left if section.takes(candidate)]
    if len(fitting) < section.draw:
        raise NotEnough(place, len(fitting), section.draw)
    return fitting[: section.draw]
