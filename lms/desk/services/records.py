"""Walking the invariants of architecture.md section 5."""

from collections.abc import Iterator

from lms.core.append_only import missing_triggers
from lms.core.registry import Problem, contributions


def broken_records() -> Iterator[Problem]:
    """Every row that breaks an invariant, app by app; missing triggers first."""
    for name in missing_triggers():
        yield Problem(2, name, "the trigger is missing")
    for _app, contribution in contributions("check"):
        yield from contribution()
