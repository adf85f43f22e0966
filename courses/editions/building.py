"""From the raw values of Wagtail blocks to the JSON of an edition. Pure: whoever calls resolves what they point to."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .building_media import audio, download, image, video
from .building_people import make_fragment, quote, story
from .building_practice import check, quiz, reflection, scenario, try_it
from .building_words import accordion, callout, glossary, heading, landing, note, text
from .built import Built, BuiltEdition, Fragment, Medium, Raw, Resolver
from .questions import question_from

__all__ = [
    "BUILDERS",
    "Built",
    "BuiltEdition",
    "Fragment",
    "Medium",
    "Raw",
    "Resolver",
    "build_block",
    "build_edition",
    "make_fragment",
    "question_from",
]


def build_edition(*, module: Raw, steps: Iterable[Raw], resolve: Resolver) -> BuiltEdition:
    """Put a module together from plain values: `module` as in the content, each step with raw blocks."""
    fragments: dict[str, Fragment] = {}
    media: dict[Medium, None] = {}
    built_steps = [{**step, "blocks": _build_blocks(step["blocks"], resolve, fragments, media)} for step in steps]
    return BuiltEdition({"module": dict(module), "steps": built_steps}, tuple(fragments.values()), tuple(media))


def _build_blocks(
    blocks: Sequence[Raw], resolve: Resolver, fragments: dict[str, Fragment], media: dict[Medium, None]
) -> list[dict[str, Any]]:
    made = []
    for block in blocks:
        built = build_block(block["type"], block["value"], resolve)
        if built.fragment:
            fragments[built.fragment.sha256] = built.fragment
        media.update(dict.fromkeys(built.media))
        made.append({"id": block["id"], "type": block["type"], "value": built.value})
    return made


def build_block(kind: str, raw: Any, resolve: Resolver) -> Built:
    """One block's raw value -> its JSON. KeyError for a type that no builder knows: nothing is dropped in silence."""
    return BUILDERS[kind](raw, resolve)


BUILDERS: dict[str, Callable[[Any, Resolver], Built]] = {
    "note": note,
    "landing": landing,
    "heading": heading,
    "text": text,
    "callout": callout,
    "accordion": accordion,
    "glossary": glossary,
    "quote": quote,
    "story": story,
    "image": image,
    "video": video,
    "audio": audio,
    "download": download,
    "reflection": reflection,
    "check": check,
    "quiz": quiz,
    "scenario": scenario,
    "try_it": try_it,
}
