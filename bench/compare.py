"""This run beside an earlier one."""

import json
from pathlib import Path
from typing import Any

COMPARED = ("cpu_ms", "ratio", "statements", "bytes", "pss_mb", "seconds")


class Earlier:
    """The lines of an earlier output, by measure; nothing without a file."""

    def __init__(self, path: Path | None) -> None:
        rows = [json.loads(row) for row in path.read_text().splitlines()] if path else []
        self.lines: dict[str, dict[str, Any]] = {row["measure"]: row for row in rows if "measure" in row}

    def beside(self, line: dict[str, Any]) -> dict[str, Any]:
        """The line with `now_to_then`: 0.5 is half of what it was. `ratio` stands for processor time where the machines differ."""
        before = self.lines.get(line["measure"])
        if before is None:
            return line
        both = [name for name in COMPARED if name in line and before.get(name)]
        return line | {"now_to_then": {name: round(line[name] / before[name], 2) for name in both}}
