"""One person's questions from a bank: those that are named, and others by chance. The same again for the same seed and bank."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from assessments.questions.difficulty import difficulty_of

# What earns no points comes on a paper only where a section asks for it by name.
UNSCORED = frozenset({"confidence"})


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn. `ref` is whatever the caller needs to find it again; refs are sortable."""

    ref: int
    topic: str
    kind: str
    tags: frozenset[str] = frozenset()
    key: str = ""

    @property
    def difficulty(self) -> int | None:
        return difficulty_of(self.tags)


@dataclass(frozen=True)
class Section:
    """So many questions with this topic, one of these kinds, all of these tags and this difficulty; what is empty does not matter.

    Or the `questions` with these keys, in this order: then `draw` is how many they are.
    """

    draw: int
    topic: str = ""
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    difficulty: int | None = None
    questions: tuple[str, ...] = ()

    def takes(self, candidate: Candidate) -> bool:
        if candidate.kind in UNSCORED and candidate.kind not in self.kinds:
            return False
        if self.kinds and candidate.kind not in self.kinds:
            return False
        return candidate.key in self.questions if self.questions else self.draws(candidate)

    def draws(self, candidate: Candidate) -> bool:
        fits = self.topic in ("", candidate.topic) and self.tags <= candidate.tags
        return fits and self.difficulty in (None, candidate.difficulty)

    @property
    def is_scored(self) -> bool:
        return not self.kinds or not self.kinds <= UNSCORED


class NotEnough(ValueError):
    """The bank cannot fill a section (counted from 0): it has `have` questions left and needs `need`. `missing`: keys of named ones."""

    def __init__(self, section: int, have: int, need: int, missing: Sequence[str] = ()) -> None:
        super().__init__(f"section {section}: {have} of {need}")
        self.section, self.have, self.need, self.missing = section, have, need, tuple(missing)


def draw(sections: Sequence[Section], pool: Iterable[Candidate], seed: int | str, seen: Collection[int] = frozenset()) -> list[int]:
    """The refs of the questions in the order of the paper. Raises NotEnough, and only where there is no way to fill the paper.

    No question stands on a paper twice. Questions in `seen` (from earlier tries) come only when no others are left, or when they are named.
    """
    dice = Random(seed)  # noqa: S311 - the seed must give the same paper again
    shuffled = sorted(pool, key=lambda candidate: candidate.ref)
    dice.shuffle(shuffled)
    shuffled.sort(key=lambda candidate: candidate.ref in seen)
    drawn = {place: named(place, section, shuffled) for place, section in enumerate(sections) if section.questions}
    taken = {ref for refs in drawn.values() for ref in refs}
    drawn |= by_chance(sections, [candidate for candidate in shuffled if candidate.ref not in taken])
    return [ref for place in range(len(sections)) for ref in drawn[place]]


def named(place: int, section: Section, pool: Sequence[Candidate]) -> list[int]:
    """The questions with these keys, in the order in which the section names them."""
    refs = {candidate.key: candidate.ref for candidate in pool if section.takes(candidate)}
    missing = [key for key in section.questions if key not in refs]
    if missing:
        raise NotEnough(place, len(refs), section.draw, missing)
    return [refs[key] for key in section.questions]


def by_chance(sections: Sequence[Section], pool: Sequence[Candidate]) -> dict[int, list[int]]:
    """The other sections, those with the least to spare first; taken apart again where that came to an end too early."""
    drawn: dict[int, list[int]] = {}
    taken: set[int] = set()
    places = hardest_first(sections, pool)
    for place in places:
        fitting = [candidate.ref for candidate in pool if candidate.ref not in taken and sections[place].takes(candidate)]
        if len(fitting) < sections[place].draw:
            found = rearranged(sections, places, pool)
            if found is None:
                raise NotEnough(place, len(fitting), sections[place].draw)
            return found
        drawn[place] = fitting[: sections[place].draw]
        taken.update(drawn[place])
    return drawn


def hardest_first(sections: Sequence[Section], pool: Sequence[Candidate]) -> list[int]:
    """Sections with the least to spare choose before those that could take anything."""

    def to_spare(place: int) -> int:
        return sum(map(sections[place].takes, pool)) - sections[place].draw

    return sorted((place for place, section in enumerate(sections) if not section.questions), key=to_spare)


def rearranged(sections: Sequence[Section], places: Sequence[int], pool: Sequence[Candidate]) -> dict[int, list[int]] | None:
    """A way to fill all of them, if there is one: a section hands a question on when it can take another in its place.

    (Augmenting paths in a bipartite graph; only reached where sections overlap, so that the plain way may fail by chance.)
    """
    fitting = {place: [candidate.ref for candidate in pool if sections[place].takes(candidate)] for place in places}
    holder: dict[int, int] = {}

    def takes_one(place: int, asked: set[int]) -> bool:
        for ref in fitting[place]:
            if ref in asked:
                continue
            asked.add(ref)
            if ref not in holder or (holder[ref] != place and takes_one(holder[ref], asked)):
                holder[ref] = place
                return True
        return False

    if not all(takes_one(place, set()) for place in places for _each in range(sections[place].draw)):
        return None
    return {place: [ref for ref in fitting[place] if holder.get(ref) == place] for place in places}
