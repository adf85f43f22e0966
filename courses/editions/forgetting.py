"""Taking a story out of what editors have on their pages and in older drafts. Pure: raw values of blocks in and out."""

from typing import Any

STAYS = frozenset({"consent", "form"})
# Which part of a block chooses what from the library (courses.blocks.people, courses.blocks.media).
CHOOSES = {"media": "recording", "listen": "recording", "captions": "document", "file": "document"}
Chosen = tuple[str, int]  # the kind of file, and its row in the library


def without_story(blocks: list[dict[str, Any]], consent: int, files: frozenset[Chosen] = frozenset()) -> tuple[list[dict[str, Any]], bool]:
    """The raw blocks of a step with every block emptied that stands on this consent (its row id) or shows one of these files, which are
    the story's; and whether there was one.

    The block stays, with the consent it names, so that its editor sees what is gone and why the step cannot be released.
    """
    emptied = [_emptied(block) if _stands_on(block, consent) or _chosen(block.get("value")) & files else block for block in blocks]
    return emptied, any(new != old for new, old in zip(emptied, blocks, strict=True))


def _stands_on(block: dict[str, Any], consent: int) -> bool:
    value = block.get("value")
    return isinstance(value, dict) and value.get("consent") == consent


def _emptied(block: dict[str, Any]) -> dict[str, Any]:
    value = {name: part if name in STAYS else _empty(part) for name, part in block["value"].items()}
    return {**block, "value": value}


def _empty(part: Any) -> Any:
    """What an editor would find in a new block: no words, no file chosen, nothing ticked."""
    if isinstance(part, bool) or part is None:
        return part
    return type(part)() if isinstance(part, (str, list, dict)) else None


def files_chosen(blocks: list[dict[str, Any]], consent: int) -> set[Chosen]:
    """The files of the library that stories of this consent choose in the blocks of a step."""
    return {chosen for block in blocks if _stands_on(block, consent) for chosen in _chosen(block.get("value"))}


def _chosen(value: Any) -> set[Chosen]:
    if not isinstance(value, dict):
        return set()
    return {(kind, value[name]) for name, kind in CHOOSES.items() if isinstance(value.get(name), int)}
