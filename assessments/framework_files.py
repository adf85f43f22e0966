"""A framework as a YAML file: read it and give it a fixed shape. Pure.

What is stored and hashed is `FrameworkFile.content`; plans stand beside it, one for each competency, because a plan may change
while the competency stays.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from assessments.framework_problems import Lines, Problem, problems_in


class FrameworkFileError(ValueError):
    """The file cannot be read as a framework; `problems` says each reason."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True)
class FrameworkFile:
    """A framework read from a file: content is what a version holds, plans are by competency key."""

    key: str
    title: str
    source: str
    content: dict[str, Any]
    plans: dict[str, dict[str, Any]]


class _Loader(yaml.SafeLoader):
    pass


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Iterator[Lines]:
    mapping = Lines()
    yield mapping
    mapping.line = node.start_mark.line + 1
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "a key is one word, not a list or a table", key.start_mark)
    mapping.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    pairs: dict[Hashable, Any] = loader.construct_mapping(node, deep=True)
    mapping.update({str(key): value for key, value in pairs.items()})


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_framework(text: str) -> FrameworkFile:
    """The framework in a YAML text; raises FrameworkFileError naming line and key of everything wrong."""
    raw = _load(text)
    found = list(problems_in(raw))
    if found:
        raise FrameworkFileError(found)
    return FrameworkFile(
        key=raw["framework"],
        title=raw["title"],
        source=raw["source"],
        content={
            "schema_version": 1,
            "licence": raw.get("licence", ""),
            "reviewed": raw["reviewed"],
            "competencies": [_plain(each, without="plan") for each in raw["competencies"]],
        },
        plans={each["key"]: _plan(raw, each) for each in raw["competencies"]},
    )


def _load(text: str) -> Lines:
    try:
        # A SafeLoader: it builds plain values only.
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FrameworkFileError([Problem(line, "file", error.problem or "cannot be read as YAML")]) from error
    except (yaml.YAMLError, RecursionError) as error:  # letters that YAML does not know; a file nested without end
        raise FrameworkFileError([Problem(1, "file", "cannot be read as YAML")]) from error
    if not isinstance(raw, Lines):
        raise FrameworkFileError([Problem(1, "file", "a framework starts with `framework: <key>`")])
    return raw


def _plan(raw: Lines, competency: Lines) -> dict[str, Any]:
    return {**_plain(raw.get("plan", {})), **_plain(competency.get("plan", {}))}


def _plain(value: Any, *, without: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if key != without}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.strip() if isinstance(value, str) else value
