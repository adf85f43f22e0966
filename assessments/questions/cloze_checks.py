"""What a cloze asks of its text and its gaps."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assessments.questions import checks
from assessments.questions.contract import Definition, Problem
from assessments.questions.gaps import GAP_KINDS, MARKER
from assessments.questions.words import say as _

LONGEST_TEXT = 2000
MOST_GAPS, MOST_GAPS_IN_DRAFT = 8, 40
MOST_SHARE = 100


def cloze_problems(definition: Definition) -> Iterator[Problem]:
    yield from checks.words_problems(definition.get("text"), "text", LONGEST_TEXT)
    gaps = definition.get("gaps")
    found = list(checks.lines_problems(gaps, "gaps", 1, MOST_GAPS_IN_DRAFT))
    yield from found
    if not isinstance(gaps, list) or found:
        return
    if len(gaps) > MOST_GAPS:
        yield checks.editorial("gaps", _("Give at most {most} gaps.").format(most=MOST_GAPS))
    yield from checks.ids_problems(("gaps", gaps))
    for place, gap in enumerate(gaps):
        yield from gap_problems(gap, f"gaps[{place}]")
    yield from marker_problems(definition, gaps)


def marker_problems(definition: Definition, gaps: list[Mapping[str, Any]]) -> Iterator[Problem]:
    """Every gap stands in the text exactly once, and nothing else does."""
    text = definition.get("text")
    standing = Counter(MARKER.findall(text) if isinstance(text, str) else [])
    named = [gap.get("id") for gap in gaps]
    for place, name in enumerate(named):
        if isinstance(name, str) and standing[name] != 1:
            yield Problem(f"gaps[{place}].id", _("Put [[{name}]] into the text exactly once.").format(name=name))
    if set(standing) - {name for name in named if isinstance(name, str)}:
        yield Problem("text", _("No gap has the id that stands here: {names}.").format(names=", ".join(sorted(standing))))


def gap_problems(gap: Mapping[str, Any], path: str) -> Iterator[Problem]:
    name = gap.get("kind")
    if not isinstance(name, str) or name not in GAP_KINDS:
        yield Problem(f"{path}.kind", _("Choose a kind: {kinds}.").format(kinds=", ".join(GAP_KINDS)))
        return
    kind = GAP_KINDS[name][0]
    yield from checks.field_problems(gap, kind.fields | {"id", "kind", "share"}, path)
    if not is_share(gap.get("share", "1")):
        yield Problem(f"{path}.share", _("Give a whole number from {least} to {most}.").format(least=1, most=MOST_SHARE))
    for problem in kind.problems(without_feedback(gap)):
        yield replace(problem, path=f"{path}.{problem.path}")


def is_share(value: Any) -> bool:
    return isinstance(value, str) and value in {str(number) for number in range(1, MOST_SHARE + 1)}


def without_feedback(gap: Mapping[str, Any]) -> dict[str, Any]:
    """The gap as if words stood beside each line: there is little room in a text, and nobody is asked for them."""
    lines = gap.get("options")
    if not isinstance(lines, list):
        return dict(gap)
    return {**gap, "options": [{"feedback": "-", **line} if isinstance(line, Mapping) else line for line in lines]}
