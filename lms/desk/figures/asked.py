"""What the schemes in force ask for: of each scheme its newest version, as whoever starts today meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from schemes.models import SchemeVersion
from schemes.requirements.base import Group, Requirement

Kind = TypeVar("Kind", bound=Requirement)


def asked_for(kind: type[Kind]) -> list[tuple[Kind, str]]:
    """Every requirement of a kind with its scheme's name, by that name; one statement. Whoever applied under an older version keeps it."""
    newest = {version.scheme_id: version for version in SchemeVersion.objects.in_force()}
    files = sorted((version.file for version in newest.values()), key=lambda file: file.scheme.name)
    return [(one, file.scheme.name) for file in files for one in _flat(file.requirements) if isinstance(one, kind)]


def _flat(requirements: Iterable[Requirement]) -> Iterator[Requirement]:
    for requirement in requirements:
        yield requirement
        if isinstance(requirement, Group):
            yield from _flat(requirement.of)
