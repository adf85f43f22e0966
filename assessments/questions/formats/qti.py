"""QTI of any version: an XML file, or a package of them (IMS Content Packaging 1.1 to 1.2, Common Cartridge 1.0 to 1.4, QTI 3.0)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO

from assessments.questions.formats import qti2, qti12
from assessments.questions.formats.detect import HEAD_BYTES, decoded, root_of
from assessments.questions.formats.found import Finding, Found, Refused, Skipped
from assessments.questions.formats.html import PictureOf, no_pictures
from assessments.questions.formats.manifest import question_files
from assessments.questions.formats.package import Package, is_package
from assessments.questions.formats.qti2_names import ITEMS
from assessments.questions.words import say as _

Reader = Callable[[IO[bytes], PictureOf], Iterator[Finding]]
READERS: dict[str, Reader] = {"questestinterop": qti12.read, **dict.fromkeys(ITEMS, qti2.read)}


def read(source: IO[bytes]) -> Iterator[Finding]:
    """An XML file or a package. Raises Refused."""
    head = source.read(HEAD_BYTES)
    source.seek(0)
    return once_each(read_package(source) if is_package(head) else read_xml(source, head))


def read_xml(source: IO[bytes], head: bytes) -> Iterator[Finding]:
    root = root_of(decoded(head))
    if root not in READERS:
        raise Refused(_("This is no QTI file: it begins with <{root}>.").format(root=root[:60] or "?"))
    return READERS[root](source, no_pictures)


def read_package(source: IO[bytes]) -> Iterator[Finding]:
    """Every question of every file that the package names; pictures come from the package."""
    package = Package(source)
    is_empty = True
    for name in question_files(package):
        data = package.read(name)
        root = root_of(decoded(data[:HEAD_BYTES]))
        if root not in READERS:
            continue
        for finding in READERS[root](io.BytesIO(data), pictures_beside(package, name)):
            is_empty = False
            yield replace(finding, where=f"{name}: {finding.where}")
    if is_empty:
        raise Refused(_("No questions are in this package."))


def pictures_beside(package: Package, name: str) -> PictureOf:
    def picture_of(address: str) -> bytes | None:
        found = package.find(address, beside=name)
        return package.read(found) if found else None

    return picture_of


def once_each(findings: Iterator[Finding]) -> Iterator[Finding]:
    """A second question under the same identifier is the same one (a bank and a test often hold it both), or a mistake."""
    seen: set[str] = set()
    for finding in findings:
        if isinstance(finding, Found) and finding.ref in seen:
            says = _("An earlier question has the same identifier, “{name}”.").format(name=finding.ref[:100])
            yield Skipped(finding.where, says, finding.name)
            continue
        if isinstance(finding, Found) and finding.ref:
            seen.add(finding.ref)
        yield finding
