"""Questions that a person marks: words of one's own, and files."""

from __future__ import annotations

from typing import Any

from assessments.questions.by_people import ACCEPTED, MOST_FILES, MOST_MB, MOST_OUT_OF
from assessments.questions.formats.found import Unsayable
from assessments.questions.formats.qti_feedback import NONE, Heard, Said, placed
from assessments.questions.formats.qti_item import Item
from assessments.questions.formats.qti_proposals import Fields
from assessments.questions.words import say as _

PEOPLE = frozenset({"essay", "file"})
USUAL_POINTS = 1
ENDINGS = {"jpeg": "jpg", "text": "txt", "plain": "txt", "mpeg": "mp3", "mp4": "m4a", "x-m4a": "m4a", "image": "jpg"}
ESSAY_HINTS = frozenset({"marked", "words", "begins_with", "files"})
FILE_HINTS = frozenset({"marked", "accept", "most", "most_mb"})


def by_people(item: Item) -> tuple[str, Fields, Said]:
    """An essay, perhaps with files, or a file_upload. All feedback is the reason (`why`): nobody knows beforehand what an answer earns.

    Raises Unsayable.
    """
    shapes = [box.shape for box in item.boxes]
    if shapes not in (["essay"], ["file"], ["essay", "file"]):
        raise Unsayable(_("It asks for several things at once, of which a person marks only some."))
    shown = item.judge({box.name: ("x",) for box in item.boxes}).shown
    said = placed(item, [Heard(frozenset(), NONE, shown)])
    kind, known = ("essay", ESSAY_HINTS) if shapes[0] == "essay" else ("file_upload", FILE_HINTS)
    fields = {**marked(item), **item.boxes[0].more, **({"files": dict(item.boxes[1].more)} if len(shapes) == 2 else {})}
    fields.update({name: value for name, value in item.hints.items() if name in known})
    if fields["marked"] == "met":
        del fields["out_of"]
    return kind, fields, said


def marked(item: Item) -> Fields:
    """Whole marks up to what the file gives, when it gives so many; otherwise one."""
    most = item.most
    fits = most is not None and most.denominator == 1 and 1 <= most <= MOST_OUT_OF
    return {"marked": "points", "out_of": int(most) if most is not None and fits else USUAL_POINTS}


def accepted(names: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Kinds of files out of endings or media types, as far as we take them in; all that people usually send when none is left."""
    wanted = [name.strip().lower().rpartition("/")[2].lstrip(".") for name in names]
    kinds = [ENDINGS.get(name, name) for name in wanted if name]
    known = list(dict.fromkeys(kind for kind in kinds if kind in ACCEPTED))
    lost = [kind for kind in kinds if kind not in ACCEPTED]
    notes = (_("Files of these kinds are not taken in here: {kinds}.").format(kinds=", ".join(lost[:9])),) if lost else ()
    return known or ["pdf", "jpg", "png"], notes


def limits(most: int | None, megabytes: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {"most": min(max(most, 1), MOST_FILES)} if most is not None else {}
    return {**found, **({"most_mb": min(max(megabytes, 1), MOST_MB)} if megabytes is not None else {})}
