"""Questions whose words are nearly the same, found exactly and without comparing each with each.

Two texts are alike by the share of runs of three letters that they have in common (Jaccard). Two sets of which a share t is common must
share one of the rarest |a| - ceil(t * |a|) + 1 of each (prefix filtering: Chaudhuri, Ganti and Kaushik, "A primitive operator for
similarity joins", 2006), so only texts that meet there are compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction
from math import ceil
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
ALIKE = Fraction(3, 4)
NO_WORD = re.compile(r"[\W_]+")


def alike(texts: Mapping[Name, str], share: Fraction = ALIKE) -> Iterator[tuple[Name, Name, Fraction]]:
    """Pairs of names whose texts have at least `share` (above 0, at most 1) in common, in the order of `texts`, and how much they have."""
    runs = {name: found for name, text in texts.items() if (found := runs_of(text))}
    rarity = Counter(run for found in runs.values() for run in found)
    place = {run: at for at, run in enumerate(rarity)}
    # A set as one whole number with a bit for each run: what two have in common is counted in a blink.
    bits = {name: sum(1 << place[run] for run in found) for name, found in runs.items()}
    met: dict[str, list[Name]] = defaultdict(list)
    for name, found in runs.items():
        rarest = sorted(found, key=lambda run: (rarity[run], run))[: len(found) - ceil(share * len(found)) + 1]
        for other in dict.fromkeys(other for run in rarest for other in met[run]):
            both = (bits[name] & bits[other]).bit_count()
            of = len(found) + len(runs[other]) - both
            if both * share.denominator >= share.numerator * of:
                yield other, name, Fraction(both, of)
        for run in rarest:
            met[run].append(name)


def runs_of(text: str) -> frozenset[str]:
    """Every run of three letters of the words, with their ends; empty for a text without a letter or digit."""
    words = NO_WORD.sub(" ", text.casefold()).strip()
    padded = f" {words} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if words else frozenset()
