"""docs/who-sees-what.md as data: the table there is what the walk through the house is held against."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

PAGE = Path(settings.BASE_DIR) / "docs" / "who-sees-what.md"
# Letters with which the words themselves may be read; with any other (or none) they may not.
READS = {"F", "R", "W", "C"}
SENSITIVE = "*"


class Table:
    """`may(record, role)`: whether the words of a record may meet somebody with a role. `sensitive`: whose reading leaves an event."""

    def __init__(self, text: str) -> None:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
        self.roles = [_key(cell) for cell in rows[0][1:]]
        self.cells = {_key(row[0]): dict(zip(self.roles, row[1:], strict=True)) for row in rows[2:]}
        self.sensitive = {_key(row[0]) for row in rows[2:] if row[0].endswith(SENSITIVE)}

    def may(self, record: str, role: str) -> bool:
        return bool(READS & set(re.findall(r"[A-Z]", self.cells[record].get(role, ""))[:1]))


def _key(cell: str) -> str:
    found = re.search(r"`(\w+)`", cell)
    assert found, f"{PAGE.name}: no key in “{cell}”"
    return found[1]


def table() -> Table:
    return Table(PAGE.read_text(encoding="utf-8"))
