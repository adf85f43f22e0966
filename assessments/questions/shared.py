"""What every definition may carry, whatever its kind: stem, reason, words by outcome, markup and pictures."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessments.questions.checks import LONGEST_LINE, LONGEST_STEM, editorial, field_problems, words_problems
from assessments.questions.contract import Problem
from assessments.questions.words import say as _

FIELDS = frozenset({"kind", "stem", "why", "after", "markup", "images"})
AFTER = frozenset({"whole", "part", "none"})
MARKUPS = ("markdown",)
HASH = re.compile(r"[0-9a-f]{64}")
PICTURE = re.compile(r"\]\(image:([^)\s]*)\)")
DECORATES = "-"


def shared_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    yield from words_problems(definition.get("stem"), "stem", LONGEST_STEM)
    if "why" in definition:
        yield from words_problems(definition["why"], "why", LONGEST_STEM, needed=False)
    if "markup" in definition and definition["markup"] not in MARKUPS:
        yield Problem("markup", _("Say {known}, or leave the field out.").format(known=", ".join(MARKUPS)))
    yield from after_problems(definition.get("after", {}))
    yield from images_problems(definition)


def after_problems(after: Any) -> Iterator[Problem]:
    if not isinstance(after, Mapping):
        yield Problem("after", _("Give a set of named fields."))
        return
    yield from field_problems(after, AFTER, "after")
    for name in sorted(AFTER & set(after)):
        yield from words_problems(after[name], f"after.{name}", LONGEST_LINE, needed=False)


def images_problems(definition: Mapping[str, Any]) -> Iterator[Problem]:
    images = definition.get("images", {})
    if not isinstance(images, Mapping):
        yield Problem("images", _("Give a set of named fields."))
        return
    for name, alt in images.items():
        if not HASH.fullmatch(str(name)):
            yield Problem(f"images.{name}", _("Name a picture by the SHA-256 of its bytes."))
        elif alt == "":
            yield editorial(f"images.{name}", _("Say in words what the picture shows, or write - when it only decorates."))
        else:
            yield from words_problems(alt, f"images.{name}", LONGEST_LINE)
    for path, text in texts_in({name: value for name, value in definition.items() if name != "images"}):
        if any(found not in images for found in PICTURE.findall(text)):
            yield Problem(path, _("A picture in this text is not in the list of pictures."))


def texts_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a JSON value, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts_in(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts_in(inner, f"{path}[{place}]")
