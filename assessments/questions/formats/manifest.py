"""Which files of a package hold questions: what its imsmanifest.xml names, or everything that looks like it when there is none."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from assessments.questions.formats.found import Refused
from assessments.questions.formats.package import Package
from assessments.questions.formats.xml import root
from assessments.questions.words import say as _

MANIFEST = "imsmanifest.xml"
ENDINGS = (".xml", ".qti")
# Canvas writes quizzes twice: for everybody, and under this folder with all that only Canvas can do.
CANVAS = "non_cc_assessments"
MOST_NODES = 200_000
ELSEWHERE = {
    "[Content_Types].xml": _("an office document"),
    "META-INF/container.xml": _("an e-book"),
    "h5p.json": _("an H5P package"),
    "moodle_backup.xml": _("a backup of a Moodle course"),
    "tincan.xml": _("an xAPI package"),
    "cmi5.xml": _("a cmi5 course"),
}


def question_files(package: Package) -> list[str]:
    """Names of members that may hold questions, in the order of the manifest. Raises Refused."""
    for name, what in ELSEWHERE.items():
        if name in package:
            raise Refused(_("This seems to be {what}, not a file of questions.").format(what=what))
    at = manifest_name(package)
    named = list(named_files(package, at)) if at else []
    canvas = sorted(name for name in package.names if CANVAS in name.split("/") and name.lower().endswith(ENDINGS))
    if not at:
        named = sorted(name for name in package.names if name.lower().endswith(ENDINGS))
    richer = {posixpath.basename(name).partition(".")[0] for name in canvas}
    kept = [name for name in named if posixpath.basename(posixpath.dirname(name)) not in richer]
    return list(dict.fromkeys([*kept, *canvas]))


def manifest_name(package: Package) -> str:
    """At the top, or in the folder that somebody zipped whole; "" when there is none."""
    found = [name for name in package.names if posixpath.basename(name) == MANIFEST]
    return min(found, key=lambda name: name.count("/"), default="")


def named_files(package: Package, at: str) -> Iterator[str]:
    manifest = root(io.BytesIO(package.read(at)), most_nodes=MOST_NODES)
    if manifest.tag != "manifest":
        raise Refused(_("The table of contents of the package cannot be read."), at)
    folder = posixpath.join(posixpath.dirname(at), manifest.get("base", ""))
    resources = manifest.find("resources")
    base = posixpath.join(folder, resources.get("base", "") if resources is not None else "")
    for resource in resources if resources is not None else ():
        own = posixpath.join(base, resource.get("base", ""))
        for address in addresses(resource):
            path = posixpath.normpath(posixpath.join(own, unquote(address.split("?")[0])))
            if path in package and path.lower().endswith(ENDINGS):
                yield path


def addresses(resource: Element) -> Iterator[str]:
    if resource.get("href"):
        yield resource.get("href", "")
    for file in resource.iterfind("file"):
        yield file.get("href", "")
