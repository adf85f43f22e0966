"""Everything about one person into one ZIP, part by part and file by file: memory stays flat, whatever they handed in."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.text import get_valid_filename

from accounts.models import User
from accounts.privacy.reading import read_lines, reads_of
from accounts.queries import selves
from lms.core import clock
from lms.core.registry import contributions

from .pages import Part, index, page

Told = Callable[[int, int], None]
LONGEST_NAME = 100


class Encoder(DjangoJSONEncoder):
    """Also what apps put in as it is: words to be translated, dataclasses, sets, bytes (their length only)."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Promise):
            return str(o)
        if is_dataclass(o) and not isinstance(o, type):
            return asdict(o)
        if isinstance(o, set | frozenset):
            return sorted(o, key=str)
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def gathered(person: User) -> list[Part]:
    """What every app holds about a person: one part for each app, its rooms one after the other; who read what comes last."""
    parts: dict[str, dict[str, Any]] = {}
    everyone = sorted(User.objects.filter(pk__in=selves(person)), key=lambda each: each.pk != person.pk)
    for name, export in contributions("export"):
        app, _dot, _room = name.partition(".")
        parts.setdefault(app, {}).update(_of_everyone(export, everyone))
    parts["seen"] = {"reads": list(_seen(person))}
    return [Part(name, _plain(data)) for name, data in parts.items()]


def _of_everyone(export: Callable[[User], dict[str, Any]], everyone: list[User]) -> dict[str, Any]:
    """What one room holds under every row that is the person's; a room that looks under all of them itself says nothing twice."""
    data = _plain(export(everyone[0]))
    for me in everyone[1:]:
        for key, more in _plain(export(me)).items():
            held = data.setdefault(key, more)
            if isinstance(held, list) and isinstance(more, list):
                held += [each for each in more if each not in held]
    return data


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """As it will be in JSON, so that pages and JSON say the same."""
    plain: dict[str, Any] = json.loads(json.dumps(data, cls=Encoder))
    return plain


def _seen(person: User) -> Iterator[dict[str, Any]]:
    for line in read_lines(person, list(reads_of(person))):
        yield {
            "at": line.event.at, "role": line.role, "name": line.name, "service": line.service, "what": line.what, "how": line.how,
            "reason": line.reason,
        }  # fmt: skip


def safe_path(wanted: str, taken: set[str]) -> str:
    """A place below files/ for whatever name an app gives: no way up, no drive, no hidden file, no name twice."""
    pieces = [_piece(piece) for piece in re.split(r"[/\\]+", wanted) if piece.strip(". ")]
    path = "/".join(["files", *(pieces[-3:] or ["file"])])
    stem, dot, ending = path.rpartition(".")
    number, free = 2, path
    while free.lower() in taken:
        free = f"{stem}-{number}{dot}{ending}" if dot and "/" not in ending else f"{path}-{number}"
        number += 1
    taken.add(free.lower())
    return free


def _piece(piece: str) -> str:
    visible = "".join(letter for letter in piece if letter.isprintable()).strip(". ")
    clean = get_valid_filename(visible or "file").lstrip(".-")
    return clean[-LONGEST_NAME:] or "file"


def pack(*, person: User, into: IO[bytes], told: Told = lambda done, total: None) -> None:
    """Write the whole copy as a ZIP. `told(done, total)` hears how far it is, also between files."""
    with timezone.override(person.time_zone), translation.override(person.language):
        parts = gathered(person)
        sources = contributions("files")
        total = len(parts) + len(sources) + 1
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
            for number, part in enumerate(parts, 1):
                packed.writestr(f"pages/{part.name}.html", page(part))
                packed.writestr(f"json/{part.name}.json", json.dumps(part.data, ensure_ascii=False, indent=1))
                told(number, total)
            files: list[str] = []
            for number, (_app, source) in enumerate(sources, len(parts) + 1):
                files += _pack_files(packed, source(person), set(map(str.lower, files)), lambda at=number: told(at, total))  # type: ignore[misc]
            packed.writestr("index.html", index(person, parts, timezone.localtime(clock.now()), files))
        told(total, total)


def _pack_files(packed: zipfile.ZipFile, source: Any, taken: set[str], told: Callable[[], None]) -> list[str]:
    """One file after the other; a sign of life after each."""
    names = []
    for wanted, content in source:
        names.append(safe_path(wanted, taken))
        packed.writestr(names[-1], content)
        told()
    told()
    return names
