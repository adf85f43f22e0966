"""How hard a question is, 1 to 3, said by a tag: `difficulty:2`.

A tag and not a field of its own: tags stand in what a released version is hashed over, so old versions keep their hash, a new
difficulty makes a new version, and files of other makers carry it without a change of format.
"""

from collections.abc import Collection, Iterator
from typing import Any

from assessments.questions.contract import Problem
from assessments.questions.words import say as _

EASIEST, HARDEST = 1, 3
SAYS = "difficulty:"
KNOWN = {f"{SAYS}{level}": level for level in range(EASIEST, HARDEST + 1)}


def difficulty_of(tags: Collection[str]) -> int | None:
    """None for a question that does not say, says two things, or says something that is not known here."""
    said = {KNOWN[tag] for tag in tags if tag in KNOWN}
    return said.pop() if len(said) == 1 else None


def difficulty_problems(tags: Any, path: str) -> Iterator[Problem]:
    """What a person who writes tags by hand has to mend. Tags from elsewhere are not refused: such a question has no difficulty."""
    said = [tag for tag in tags if isinstance(tag, str) and tag.startswith(SAYS)] if isinstance(tags, list) else []
    for tag in said:
        if tag not in KNOWN:
            yield Problem(path, _("Write difficulty:{least} to difficulty:{most}.").format(least=EASIEST, most=HARDEST))
    if len(set(said)) > 1:
        yield Problem(path, _("Say one difficulty."))
