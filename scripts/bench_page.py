"""Write the figures of `make bench` into docs/performance.md, between its two marks: scripts/bench_page.py FIGURES.jsonl

Nobody types a figure there by hand; `tests/operations/test_bench.py` holds the page to the file beside it.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE, KEPT = ROOT / "docs/performance.md", ROOT / "docs/performance.jsonl"
BEGIN, END = "<!-- figures: written by scripts/bench_page.py -->", "<!-- end of figures -->"
NAMES = {
    "cpu_ms": "ms CPU",
    "bytes": "bytes",
    "lost": "lost",
    "seconds": "s",
    "drafts": "drafts",
    "seconds_for_1000": "s for 1,000",
    "pss_mb": "MB",
    "grew_mb": "MB growth",
}
NAMES |= {name: name for name in ("statements", "requests")}


def figure(line: dict[str, Any], name: str) -> str:
    value = line.get(name)
    return "" if value is None else f"{value:,}"


def row(line: dict[str, Any]) -> str:
    if "left_out" in line:
        return f"| {line['measure']} | not measured: {line['left_out']} |" + " |" * 7
    cells = [line["measure"], figure(line, "cpu_ms"), figure(line, "ratio"), figure(line, "cpu_ms_quiet"), figure(line, "statements")]
    cells += [figure(line, "bytes"), figure(line, "pss_mb"), other(line), verdict(line)]
    return "| " + " | ".join(cells) + " |"


def other(line: dict[str, Any]) -> str:
    """What only some lines have."""
    shown = {"requests": "requests", "seconds": "s", "cpu_seconds": "s CPU", "seconds_for_1000": "s for 1,000", "grew_mb": "MB growth"}
    shown |= {"lost": "lost", "people": "people", "blocks": "blocks", "drafts": "drafts"}
    return ", ".join(f"{line[name]:,} {unit}" for name, unit in shown.items() if name in line and (name, line[name]) != ("requests", 1))


def verdict(line: dict[str, Any]) -> str:
    if "target" not in line:
        return "no target"
    most = ", ".join(f"{value:,} {NAMES[name]}" for name, value in line["target"].items())
    return f"{'held' if line['held'] else '**missed**'}: at most {most}"


def table(lines: list[dict[str, Any]]) -> str:
    about, measures = lines[0], [line for line in lines if "measure" in line]
    said = f"Measured on {about['on']}, {about['machine']}, Python {about['python']}, Django {about['django']}, PostgreSQL "
    said += f"{about['postgresql']}, cache {about['cache']}, {about['people']:,} people."
    head = "| Measure | CPU ms | Times a bare view | CPU ms, quiet | Statements | Bytes | Worker MB | Besides | Target |"
    return "\n".join([said, "", head, "|---|--:|--:|--:|--:|--:|--:|---|---|", *map(row, measures)])


def written(page: str, lines: list[dict[str, Any]]) -> str:
    """The page with these figures between its marks."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table(lines)}\n\n{END}{rest.split(END)[1]}"


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    lines = read(Path(sys.argv[1]))
    KEPT.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
