"""QTI 2.1: a content package with one item for each question, its pictures, and a manifest (IMS CP 1.1.4; QTI 2.1 Packaging).

Standard interactions, mappings and templates say all they can; what they cannot say stands in explicit rules. Every item is read back
before it is written: a question that would come back changed is skipped, with the reason.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from assessments.questions.formats import qti2
from assessments.questions.formats.found import Found, Skipped, Unsayable
from assessments.questions.formats.qti_own import MARKDOWN, PLAIN, own_texts
from assessments.questions.formats.qti_same import same_form
from assessments.questions.formats.qti_written import Draft, item
from assessments.questions.formats.qti_written_choices import matching, multiple_response, ordering, single_choice, true_false
from assessments.questions.formats.qti_written_typed import cloze, confidence, essay, file_upload, numeric, short_text
from assessments.questions.words import say as _

WRITERS: Mapping[str, Callable[[Draft], str]] = {
    "single_choice": single_choice,
    "true_false": true_false,
    "multiple_response": multiple_response,
    "matching": matching,
    "ordering": ordering,
    "short_text": short_text,
    "numeric": numeric,
    "cloze": cloze,
    "essay": essay,
    "file_upload": file_upload,
    "confidence": confidence,
}
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="MANIFEST">\n'
    "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>\n<organizations/>\n"
    "<resources>\n{resources}\n</resources>\n</manifest>\n"
)


def write(questions: Iterable[Found]) -> Iterator[bytes | Skipped]:
    """The zip in pieces, in the order of the questions; among them what is not written, and why."""
    shelf = Shelf()
    for question in questions:
        try:
            shelf.add(question)
        except Unsayable as unsayable:
            yield Skipped(question.where, unsayable.why, question.name)
        else:
            yield shelf.taken()
    yield shelf.closed()


class Shelf:
    """The package on its way: what was put into the zip and not yet taken from it."""

    def __init__(self) -> None:
        self.stream = Stream()
        self.zip = zipfile.ZipFile(self.stream, "w", zipfile.ZIP_DEFLATED)
        self.names: set[str] = set()
        self.resources: list[str] = []

    def add(self, question: Found) -> None:
        """Raises Unsayable."""
        name = identifier_of(question)
        if name in self.names:
            raise Unsayable(_("An earlier question has the same identifier, “{name}”.").format(name=name))
        draft = Draft(question)
        text = written_item(draft, name)
        self.names.add(name)
        pictures = [draft.address(sha256) for sha256 in sorted(draft.used)]
        for sha256, address in zip(sorted(draft.used), pictures, strict=True):
            self.put(address, question.pictures[sha256])
        path = f"item-{len(self.names)}.xml"
        self.put(path, text.encode())
        files = "".join(f'<file href="{address}"/>' for address in [path, *pictures])
        self.resources.append(f'<resource identifier="item-{len(self.names)}" type="imsqti_item_xmlv2p1" href="{path}">{files}</resource>')

    def put(self, name: str, data: bytes) -> None:
        if name not in self.zip.NameToInfo:
            self.zip.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

    def taken(self) -> bytes:
        pieces, self.stream.pieces = self.stream.pieces, []
        return b"".join(pieces)

    def closed(self) -> bytes:
        self.put("imsmanifest.xml", MANIFEST.format(resources="\n".join(self.resources)).encode())
        self.zip.close()
        return self.taken()


class Stream:
    """Only forwards: without `tell` and `seek` the zip never goes back, so that what was written can be handed on at once."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open here."""


def identifier_of(question: Found) -> str:
    """What the question is called for ever; without such a name one made of what it says."""
    if question.ref:
        return question.ref
    said = json.dumps(question.definition, sort_keys=True, ensure_ascii=False)
    return "q-" + hashlib.sha256(said.encode()).hexdigest()[:20]


def written_item(draft: Draft, name: str) -> str:
    """Raises Unsayable, also for an item that would come back changed."""
    definition = draft.definition
    if definition["kind"] not in WRITERS:
        raise Unsayable(_("QTI has no words for this kind of question."))
    draft.hints.update(hints_on(draft.found))
    body = WRITERS[definition["kind"]](draft)
    text = item(draft, name, body)
    pictures = {draft.address(sha256): draft.found.pictures[sha256] for sha256 in draft.used}
    (back,) = qti2.read(io.BytesIO(text.encode()), pictures.get)
    if isinstance(back, Skipped):
        raise Unsayable(_("It would not come back from QTI: {why}").format(why=back.why))
    if same_form(back.definition) != same_form(definition):
        raise Unsayable(_("It would come back from QTI changed."))
    return text


def hints_on(question: Found) -> dict[str, Any]:
    """What stands beside a definition, and how its words were written."""
    definition = question.definition
    hints: dict[str, Any] = {"kind": definition["kind"], "markup": definition.get("markup", PLAIN)}
    if question.category:
        hints["category"] = list(question.category)
    if question.tags:
        hints["tags"] = list(question.tags)
    if definition.get("markup") == MARKDOWN:
        hints["texts"] = dict(own_texts(definition, question.pictures.get))
    return hints
