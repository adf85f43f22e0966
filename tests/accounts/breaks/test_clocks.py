"""Every clock in the code is named in docs/clocks.md with what a break does to it: a new one must be."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
APPS = ("accounts", "assessments", "certificates", "courses", "logbook", "safeguarding", "schemes")
# What adds days to a date, and what a field is called that holds a day on which something ends.
RECKONS = {"timedelta", "relativedelta", "months_before", "last_day", "working_days_after", "due_on"}
ENDS = {"expires_at", "answer_by", "ends_on", "due_on", "carry_out_on", "until_on"}
# These files show or copy what others reckoned, or count seconds of a machine.
NO_CLOCKS = {"certificates/throttle.py"}


def name_of(node):
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def is_a_clock(node):
    if isinstance(node, ast.Call) and name_of(node.func) in RECKONS:
        return True
    fields = (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name_of(node.value.func) in {"DateField", "DateTimeField"}
    )
    return fields and any(name_of(target) in ENDS for target in node.targets)


def clocks():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            where = str(path.relative_to(ROOT))
            if "migrations" not in path.parts and any(is_a_clock(node) for node in ast.walk(ast.parse(path.read_text("utf-8")))):
                yield where


def test_every_clock_is_named_with_what_a_break_does_to_it():
    page = (ROOT / "docs" / "clocks.md").read_text("utf-8")
    unnamed = [where for where in clocks() if f"`{where}`" not in page and where not in NO_CLOCKS]
    assert unnamed == [], "add it to docs/clocks.md, and say what a break does to it"


def test_the_page_names_no_file_that_is_gone():
    page = (ROOT / "docs" / "clocks.md").read_text("utf-8")
    named = {word for word in page.split("`") if word.endswith(".py")}
    assert sorted(where for where in named if not (ROOT / where).exists()) == []
