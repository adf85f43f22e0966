"""What scripts/mutants.sh prints: how many changes the tests noticed, and each that they did not, as a difference."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

NOTICED = {"killed", "timeout", "suspicious", "segfault", "caught by type check"}


def results() -> dict[str, str]:
    done = subprocess.run([sys.executable, "-m", "mutmut", "results", "--all", "true"], capture_output=True, text=True, check=False)
    lines = [line.strip().rpartition(": ") for line in done.stdout.splitlines() if ": " in line]
    return {name: state for name, _, state in lines}


def difference(name: str) -> str:
    done = subprocess.run([sys.executable, "-m", "mutmut", "show", name], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return "\n".join(line for line in done.stdout.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---")))


def main(engine: str, seconds: str) -> int:
    found = results()
    counted = Counter(found.values())
    tried = sum(counted.values()) - counted["not checked"]
    noticed = sum(counted[state] for state in NOTICED)
    if not tried:
        return 1
    sys.stdout.write(f"== {engine}: {noticed} of {tried} changes noticed ({100 * noticed / tried:.1f} %), {seconds} s; {dict(counted)}\n")
    for name, state in found.items():
        if state in {"survived", "no tests"}:
            sys.stdout.write(f"-- {state}: {name}\n{difference(name)}\n")
    return 0 if Path("mutants").is_dir() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
