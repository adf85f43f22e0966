"""A programme from the pages of the workshop into a folder of files."""

import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from courses.course_files import course as files
from courses.course_files.folder import Listing, list_folder
from courses.course_files.reading import PROGRAMME, STEP_NAME, read_course
from courses.course_files.writing import folder_name, write_course
from courses.models import Programme
from courses.queries.course_shelf import Standing, shelf
from lms.core.errors import Refused

from .course_library import LibraryFile
from .course_places import Workshop
from .load_course import mark


@dataclass(frozen=True)
class Dumped:
    """Paths that were written because they were new or different, and step files that were taken away because no page has them."""

    written: list[str]
    removed: list[str]


@transaction.atomic
def dump_course(*, programme: Programme, folder: Path, live: bool = False) -> Dumped:
    """Write the programme as it is edited now; with `live`, only what is published. Over a folder of the same programme only what
    differs is written; files that no page has any more stay, but for steps and modules. Raises Refused for a folder that holds something
    else.
    """
    listing = list_folder(folder) if folder.exists() else Listing(folder, {})
    _refuse(listing, programme)
    places = Workshop()
    standing = shelf(programme, places, live=live)
    contents = write_course(course_of(standing))
    written = [path for path, content in contents.items() if _write(folder / path, content)]
    written += [path for path, kept in places.library.files.items() if _copy(folder / path, kept)]
    dumped = Dumped(written, _remove(listing, contents))
    if not live:
        mark(standing.walk(), by=None)
    return dumped


def course_of(standing: Standing) -> files.Course:
    """The pages as one value. Modules whose addresses no disk holds, or that share one, lie in a folder called after their key."""
    modules: dict[str, files.ModuleFolder] = {}
    for one in standing.below:
        name = folder_name(one.file.slug, one.file.key)
        modules[name] = files.ModuleFolder(name, one.file, tuple(step.file for step in one.below))
    return files.Course(replace(standing.file, modules=tuple(modules)), tuple(modules.values()), {})


def _refuse(listing: Listing, programme: Programme) -> None:
    """Only an empty folder, or one of this programme, is written to."""
    if not listing.entries and not listing.problems:
        return
    links = [entry.path for entry in listing.entries.values() if entry.sort != "file" and entry.sort != "folder"]
    if listing.problems or links or PROGRAMME not in listing.entries:
        raise Refused(_("There is something else in this folder. Name an empty one, or one that a course was written to."))
    found = read_course(listing)
    if found.course and found.course.programme.key not in ("", str(programme.programme_key)):
        raise Refused(_("The folder holds another programme, “%(title)s”.") % {"title": found.course.programme.title})


def _write(path: Path, content: bytes) -> bool:
    """Whether it had to be written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _copy(path: Path, kept: LibraryFile) -> bool:
    """Whether a file of the library had to be written: its bytes, so that they have the same hash wherever they are loaded."""
    if path.is_file():
        with path.open("rb") as there:
            if hashlib.file_digest(there, "sha256").hexdigest() == kept.sha256:
                return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with kept.opened() as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    return True


def _remove(listing: Listing, contents: dict[str, bytes]) -> list[str]:
    """Step files that would be read again and are not among the new ones: a step that was moved has another number."""
    old = [path for path in listing.entries if STEP_NAME.fullmatch(path.rpartition("/")[2]) or path.endswith("/module.yaml")]
    gone = [path for path in old if path not in contents]
    for path in gone:
        (listing.root / path).unlink()
    return gone
