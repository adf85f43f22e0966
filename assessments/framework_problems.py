"""What is wrong with a framework's file: each thing by line and key, so that its writer can put it right at once. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.judging import METHODS, PASS_RULES

KEY = re.compile(r"[a-z][a-z0-9-]{0,59}")
CRITERION_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,9}")

TOP = ("framework", "title", "source", "licence", "reviewed", "plan", "competencies")
COMPETENCY = ("key", "title", "domain", "what_good_looks_like", "prompt", "criteria", "unsafe", "examples", "plan")
CRITERION = ("key", "text")
EXAMPLES = ("met", "not_yet")
PLAN = ("methods", "supervisor_may_assess", "pass_rule", "another_assessor_after_not_yet")
OPTIONAL = frozenset({"plan", "unsafe", "examples", "licence"})


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: a line of the file (from 1) and the key."""

    line: int
    key: str
    says: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.says}"


class Lines(dict[str, Any]):
    """A mapping that remembers the line of each of its keys."""

    line = 0
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


def problems_in(raw: Lines) -> Iterator[Problem]:
    yield from _shape(raw, TOP)
    yield from _keys(raw, "framework", KEY)
    yield from _texts(raw, ("title", "source"))
    if "reviewed" in raw and not isinstance(raw["reviewed"], bool):
        yield Problem(raw.line_of("reviewed"), "reviewed", "say true or false")
    yield from _plan_problems(raw.get("plan", {}), raw)
    yield from _competencies(raw)


def _competencies(raw: Lines) -> Iterator[Problem]:
    if "competencies" not in raw:
        return
    listed = raw["competencies"]
    if not isinstance(listed, list) or not listed or not all(isinstance(each, Lines) for each in listed):
        yield Problem(raw.line_of("competencies"), "competencies", "needs a list of at least one competency")
        return
    for competency in listed:
        yield from _competency(competency, raw)
    yield from _twice(listed, "competencies")


def _competency(competency: Lines, raw: Lines) -> Iterator[Problem]:
    yield from _shape(competency, COMPETENCY)
    yield from _keys(competency, "key", KEY)
    yield from _texts(competency, ("title", "domain", "what_good_looks_like", "prompt"))
    yield from _criteria(competency)
    yield from _examples(competency)
    merged = {**raw.get("plan", {}), **competency.get("plan", {})} if _plans_are_maps(raw, competency) else {}
    for key in PLAN:
        if key not in merged:
            yield Problem(competency.line_of("plan"), f"plan.{key}", "is missing here and in the plan for all")
    yield from _plan_problems(competency.get("plan", {}), competency)


def _plans_are_maps(*owners: Lines) -> bool:
    return all(isinstance(owner.get("plan", {}), dict) for owner in owners)


def _criteria(competency: Lines) -> Iterator[Problem]:
    if "criteria" not in competency:
        return
    listed = competency["criteria"]
    if not isinstance(listed, list) or not listed or not all(isinstance(each, Lines) for each in listed):
        yield Problem(competency.line_of("criteria"), "criteria", "needs a list of at least one criterion")
        return
    for criterion in listed:
        yield from _shape(criterion, CRITERION)
        yield from _keys(criterion, "key", CRITERION_KEY)
        yield from _texts(criterion, ("text",))
    yield from _twice(listed, "criteria")


def _examples(competency: Lines) -> Iterator[Problem]:
    examples = competency.get("examples")
    if isinstance(examples, Lines):
        yield from _shape(examples, EXAMPLES)
        yield from _texts(examples, EXAMPLES)
    elif examples is not None:
        yield Problem(competency.line_of("examples"), "examples", "needs `met` and `not_yet`")
    unsafe = competency.get("unsafe", [])
    if not isinstance(unsafe, list) or not all(isinstance(each, str) for each in unsafe):
        yield Problem(competency.line_of("unsafe"), "unsafe", "needs a list of sentences")


def _plan_problems(plan: Any, owner: Lines) -> Iterator[Problem]:
    if not isinstance(plan, dict):
        yield Problem(owner.line_of("plan"), "plan", f"may hold {', '.join(PLAN)}")
    elif isinstance(plan, Lines):
        yield from _unknown(plan, PLAN)
        yield from (Problem(plan.line_of(key), f"plan.{key}", says) for key, says in _plan_values(plan))


def _plan_values(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    methods, again = plan.get("methods", METHODS[:1]), plan.get("another_assessor_after_not_yet", 0)
    if not isinstance(methods, list | tuple) or not methods or not set(methods) <= set(METHODS):
        yield "methods", f"may hold {', '.join(METHODS)}"
    if not isinstance(plan.get("supervisor_may_assess", False), bool):
        yield "supervisor_may_assess", "say true or false"
    if plan.get("pass_rule", PASS_RULES[0]) not in PASS_RULES:
        yield "pass_rule", f"may be {', '.join(PASS_RULES)}"
    if isinstance(again, bool) or not isinstance(again, int) or again < 0:
        yield "another_assessor_after_not_yet", "is a whole number; 0 means never"


def _shape(mapping: Lines, known: tuple[str, ...]) -> Iterator[Problem]:
    yield from _unknown(mapping, known)
    for key in known:
        if key not in mapping and key not in OPTIONAL:
            yield Problem(mapping.line, key, "is missing")


def _unknown(mapping: Lines, known: tuple[str, ...]) -> Iterator[Problem]:
    for key in mapping:
        if key not in known:
            yield Problem(mapping.line_of(key), key, f"is not known here; known are {', '.join(known)}")


def _texts(mapping: Lines, keys: tuple[str, ...]) -> Iterator[Problem]:
    for key in keys:
        if key in mapping and not (isinstance(mapping[key], str) and mapping[key].strip()):
            yield Problem(mapping.line_of(key), key, "needs some words")


def _keys(mapping: Lines, key: str, shape: re.Pattern[str]) -> Iterator[Problem]:
    if key in mapping and not (isinstance(mapping[key], str) and shape.fullmatch(mapping[key])):
        yield Problem(mapping.line_of(key), key, "is a short name: a letter first, then letters, digits or dashes")


def _twice(listed: list[Lines], where: str) -> Iterator[Problem]:
    seen: set[Any] = set()
    for each in listed:
        key = str(each.get("key"))
        if key in seen:
            yield Problem(each.line_of("key"), "key", f"`{key}` stands twice in {where}")
        seen.add(key)
