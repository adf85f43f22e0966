"""What an editor has to mend in the sections of a test. Accepts any JSON value and never raises."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.questions import KINDS
from assessments.questions.checks import LONGEST_LINE, field_problems, text_problems
from assessments.questions.contract import Problem
from assessments.questions.difficulty import EASIEST, HARDEST
from assessments.questions.paper import UNSCORED
from assessments.questions.words import say as _

SECTION_FIELDS = frozenset({"draw", "topic", "kinds", "tags", "difficulty", "questions", "title", "needed", "must_pass"})
# What chooses by chance has no say where the questions are named.
DRAWS_BY = ("draw", "topic", "tags", "difficulty")
QUESTION_KEY = re.compile(r"[-a-zA-Z0-9_]{1,60}")
LONGEST_PAPER = 100


def sections_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    sections = definition.get("sections")
    if not isinstance(sections, list) or not sections:
        yield Problem("sections", _("Say at least once how many questions to draw."))
        return
    known = topic_keys(definition)
    for place, section in enumerate(sections):
        if isinstance(section, Mapping):
            yield from section_problems(section, f"sections[{place}]", known)
        else:
            yield Problem(f"sections[{place}]", _("A section says how many questions to draw and which."))
    yield from twice_problems(sections)
    if not any(is_scored(section) for section in sections):
        yield Problem("sections", _("At least one section must draw questions that earn points."))


def section_problems(section: Mapping[str, Any], path: str, topics: list[Any]) -> Iterator[Problem]:
    yield from field_problems(section, SECTION_FIELDS, path)
    yield from named_problems(section, path) if "questions" in section else drawn_problems(section, path, topics)
    if is_mixed(section.get("kinds")):
        yield Problem(f"{path}.kinds", _("Draw questions that earn points and others in sections of their own."))
    for field, known in (("kinds", tuple(KINDS)), ("tags", None)):
        yield from list_problems(section.get(field, []), f"{path}.{field}", known)
    yield from mark_problems(section, path)


def mark_problems(section: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """What a section asks for beside the whole test: so many points of its own, or questions that have to be right."""
    yield from text_problems(section.get("title", ""), f"{path}.title", LONGEST_LINE, needed=False)
    for field in ("needed", "must_pass"):
        if field in section and not is_scored(section):
            yield Problem(f"{path}.{field}", _("These questions earn no points."))
    if "needed" in section:
        most = max(1, size_of(section))
        if not is_whole(section["needed"], 1, most):
            yield Problem(f"{path}.needed", _("Say how many points are needed, 1 to {most}.").format(most=most))
        if not section.get("topic") and not str(section.get("title", "")).strip():
            yield Problem(f"{path}.title", _("Say what this part is called: people read it when they need more points in it."))
    yield from must_pass_problems(section, f"{path}.must_pass")


def must_pass_problems(section: Mapping[str, Any], path: str) -> Iterator[Problem]:
    keys = section.get("must_pass", [])
    if not isinstance(keys, list):
        yield Problem(path, _("Give a list."))
        return
    for place, key in enumerate(keys):
        if key not in keys_of(section):
            yield Problem(f"{path}[{place}]", _("Only a question that this section names can be one that has to be right."))
        elif key in keys[:place]:
            yield Problem(f"{path}[{place}]", _("This question is named twice."))


def named_problems(section: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """A section that fixes its questions by their keys."""
    for field in DRAWS_BY:
        if field in section:
            yield Problem(f"{path}.{field}", _("A section names its questions or draws them. Take this out, or the list of questions."))
    keys = section["questions"]
    if not isinstance(keys, list) or not 1 <= len(keys) <= LONGEST_PAPER:
        yield Problem(f"{path}.questions", _("List the keys of 1 to {most} questions.").format(most=LONGEST_PAPER))
        return
    for place, key in enumerate(keys):
        if not isinstance(key, str) or not QUESTION_KEY.fullmatch(key):
            yield Problem(f"{path}.questions[{place}]", _("Give the key of a question."))


def drawn_problems(section: Mapping[str, Any], path: str, topics: list[Any]) -> Iterator[Problem]:
    """A section that draws by chance."""
    if not is_whole(section.get("draw"), 1, LONGEST_PAPER):
        yield Problem(f"{path}.draw", _("Draw a whole number of questions, 1 to {most}.").format(most=LONGEST_PAPER))
    if section.get("topic", "") not in ["", *topics]:
        yield Problem(f"{path}.topic", _("This topic is not in the list of topics."))
    if "difficulty" in section and not is_whole(section["difficulty"], EASIEST, HARDEST):
        yield Problem(f"{path}.difficulty", _("Give a difficulty from {least} to {most}.").format(least=EASIEST, most=HARDEST))


def twice_problems(sections: list[Any]) -> Iterator[Problem]:
    """No question is named twice, neither in one section nor in two."""
    places = [
        (f"sections[{place}].questions[{here}]", key)
        for place, section in enumerate(sections)
        for here, key in enumerate(keys_of(section))
        if isinstance(key, str)
    ]
    found = Counter(key for _path, key in places)
    for path, key in places:
        if found[key] > 1:
            yield Problem(path, _("This question is named twice."))


def keys_of(section: Any) -> list[Any]:
    """The questions that a section names, as far as they can be made out."""
    keys = section.get("questions") if isinstance(section, Mapping) else None
    return keys if isinstance(keys, list) else []


def is_scored(section: Any) -> bool:
    """Whether a section, as far as it can be made out, draws questions that earn points."""
    kinds = section.get("kinds") if isinstance(section, Mapping) else None
    return not isinstance(kinds, list) or not kinds or any(kind not in UNSCORED for kind in kinds if isinstance(kind, str))


def is_mixed(kinds: Any) -> bool:
    named = {kind in UNSCORED for kind in kinds if isinstance(kind, str)} if isinstance(kinds, list) else set()
    return len(named) > 1


def list_problems(value: Any, path: str, known: tuple[str, ...] | None) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(path, _("Give a list."))
        return
    for place, word in enumerate(value):
        if not isinstance(word, str) or (known is not None and word not in known):
            yield Problem(f"{path}[{place}]", _("This word is not known here."))


def topic_keys(definition: Mapping[str, Any]) -> list[Any]:
    topics = definition.get("topics")
    return [topic.get("key") for topic in topics if isinstance(topic, Mapping)] if isinstance(topics, list) else []


def sum_drawn(sections: Any) -> int:
    """How many points there are, as far as broken sections let it be known; at least 1."""
    return max(1, sum(size_of(row) for row in sections if is_scored(row)) if isinstance(sections, list) else 1)


def size_of(section: Any) -> int:
    """How many questions a section puts on the paper, as far as that can be made out."""
    if not isinstance(section, Mapping):
        return 0
    if "questions" in section:
        return len(keys_of(section))
    return section["draw"] if is_whole(section.get("draw"), 1, LONGEST_PAPER) else 0


def is_whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
