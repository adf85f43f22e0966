"""Pure facts about an edition's content: its outline, its fingerprint, its next number. No model, no request, no clock."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from lms.core.canonical import canonical_json, sha256_hex

Block: TypeAlias = Mapping[str, Any]
Content: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Literal["new", "fix", "must_read"]

SCHEMA_VERSION = 1
# Editions were released with these before others could stand in a step: their shapes stay byte for byte, and "why" is part of them.
FIRST_KINDS = frozenset({"single_choice", "multiple_response", "true_false", "ordering"})


def blocks_of(content: Content, kind: str = "") -> Iterator[tuple[Mapping[str, Any], Block]]:
    """Yield (step, block) in reading order; only blocks of one type if `kind` is given."""
    for step in content["steps"]:
        for block in step["blocks"]:
            if not kind or block["type"] == kind:
                yield step, block


def fingerprint(content: Content) -> str:
    """Hash of what a learner's record hangs on: step keys, block ids and types, questions, what finishing needs and credits.

    Wording outside questions, titles and feedback are not in it: a change of those is a fix that may reach
    everybody; a change of this is another course (ux.md 7.6).
    """
    module = content["module"]
    shape = {
        "minutes_by_domain": module["minutes_by_domain"],
        "completion": module["completion"],
        "steps": [{"key": step["key"], "blocks": [_shape_of(block) for block in step["blocks"]]} for step in content["steps"]],
    }
    return sha256_hex(canonical_json(shape))


def _shape_of(block: Block) -> dict[str, Any]:
    shape: dict[str, Any] = {"id": block["id"], "type": block["type"]}
    if block["type"] == "check":
        shape["question"] = _question_shape(block["value"]["question"])
    if block["type"] == "quiz":
        shape["quiz_key"] = block["value"]["quiz_key"]
    if block["type"] == "reflection":
        shape["audience"] = block["value"]["audience"]
    if block["type"] == "scenario":
        shape["ways"] = _ways(block["value"])
    return shape


def _ways(scenario: Mapping[str, Any]) -> list[Any]:
    """Where each choice leads: a learner's path is a list of choices, and must stay walkable after a fix."""
    return [
        [scenario["start"]],
        *[[scene["id"], [[choice["id"], choice["goes_to"]] for choice in scene["choices"]]] for scene in scenario["scenes"]],
    ]


def step_shape(step: Mapping[str, Any]) -> str:
    """Short hash of what a done step stands for. The fingerprint is made of the same: equal fingerprints, equal shapes."""
    return sha256_hex(canonical_json([_shape_of(block) for block in step["blocks"]]))[:16]


def question_shapes(step: Mapping[str, Any]) -> dict[str, str]:
    """Block id -> short hash of the question that is asked there: an answer counts for a question that is still the same."""
    checks = (block for block in step["blocks"] if block["type"] == "check")
    return {block["id"]: sha256_hex(canonical_json(_shape_of(block)))[:16] for block in checks}


def story_shapes(step: Mapping[str, Any]) -> dict[str, str]:
    """Block id -> short hash of the ways through the story that is told there: a try counts while the ways are the same."""
    stories = (block for block in step["blocks"] if block["type"] == "scenario")
    return {block["id"]: sha256_hex(canonical_json(_ways(block["value"])))[:16] for block in stories}


def _question_shape(question: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that decides what an answer means; feedback may be reworded without moving anybody."""
    shape = {name: value for name, value in question.items() if not name.startswith("feedback")}
    shape["options"] = [{"id": option["id"], "text": option["text"]} for option in question.get("options", [])]
    return shape if question["kind"] in FIRST_KINDS else _unsaid(shape)


def _unsaid(value: Any) -> Any:
    """Without what is said after an answer, wherever it stands: at options, rows, answers, gaps, or at the end."""
    if isinstance(value, Mapping):
        return {name: _unsaid(inner) for name, inner in value.items() if name != "why" and not name.startswith("feedback")}
    return [_unsaid(inner) for inner in value] if isinstance(value, list | tuple) else value


def outline(content: Content) -> dict[str, Any]:
    """The few facts that lists and the contents column show, so that they never read the whole content."""
    needs = content["module"].get("prerequisites")
    return {
        **({"prerequisites": needs} if needs else {}),
        "summary": content["module"]["summary"],
        "minutes": sum(step["minutes"] for step in content["steps"]),
        "minutes_by_domain": content["module"]["minutes_by_domain"],
        "topics": _distinct(topic for _, note in blocks_of(content, "note") for topic in note["value"]["topics"]),
        "quizzes": _distinct(quiz["value"]["quiz_key"] for _, quiz in blocks_of(content, "quiz")),
        "steps": [_step_line(step) for step in content["steps"]],
    }


def is_outline_of(stored: Mapping[str, Any], content: Content) -> bool:
    """Whether a stored outline says what the content says. Editions from before there were shapes have none in theirs."""
    fresh = outline(content)
    for line, new in zip(stored["steps"], fresh["steps"], strict=False):
        if "shape" not in line:
            del new["shape"], new["questions"]
    return fresh == stored


def _step_line(step: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": step["key"],
        "slug": step["slug"],
        "title": step["title"],
        "minutes": step["minutes"],
        "is_strong": is_strong(step),
        "shape": step_shape(step),
        "questions": question_shapes(step),
    }


def _distinct(topics: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(topics))


def is_strong(step: Mapping[str, Any]) -> bool:
    """Whether a strong note stands in it: a screen of its own, with another way."""
    return any(block["type"] == "note" and block["value"]["strength"] == "strong" for block in step["blocks"])


def fragments_of(content: Content) -> list[str]:
    """Hashes of the texts that live outside the content because somebody may take them back."""
    return _distinct(block["value"]["fragment"] for _, block in blocks_of(content) if "fragment" in block["value"])


def media_of(content: Content) -> list[str]:
    """Hashes of the files that the content uses: pictures, films, sound, captions, downloads."""
    return _distinct(found for _, block in blocks_of(content) for found in _hashes(block["value"]))


def _hashes(value: Any) -> Iterator[str]:
    """Every "sha256" in a value. Fragments are named "fragment", and pictures in questions by the bank's own hashes."""
    if isinstance(value, Mapping):
        yield from [value["sha256"]] if isinstance(value.get("sha256"), str) else []
        yield from (found for name, inner in value.items() if name != "question" for found in _hashes(inner))
    elif isinstance(value, list):
        yield from (found for inner in value for found in _hashes(inner))


def shows_any(value: Any, hashes: Collection[str]) -> bool:
    """Whether the value of a block names one of these files: it goes whole with each of them, for its words are those of the file."""
    return any(found in hashes for found in _hashes(value))


def next_number(previous: str | None, change: Change) -> str:
    """1.0 first; a fix counts the second figure up, anything else the first."""
    if previous is None:
        return "1.0"
    major, minor = (int(figure) for figure in previous.split("."))
    return f"{major}.{minor + 1}" if change == "fix" else f"{major + 1}.0"


def is_crisis_content(content: Content) -> bool:
    """Whether decision 34 binds: a strong note anywhere, or minutes in the crisis domain."""
    domains = content["module"]["minutes_by_domain"]
    return "crisis-response" in domains or any(is_strong(step) for step in content["steps"])
