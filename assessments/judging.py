"""How a plan turns an assessor's answers into an outcome. Pure: values in, values out.

Source: domain.md 5.2 and 5.3. Every criterion is answered on its own, nothing is averaged, and one
unsafe mark blocks, however good the rest is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MET, NOT_YET, UNSAFE = "met", "not_yet", "unsafe"
OUTCOMES = (MET, NOT_YET, UNSAFE)

METHODS = (
    "reflective_account",
    "work_product",
    "witness_testimony",
    "professional_discussion",
    "direct_observation",
    "simulated_role_play",
)
PASS_RULES = ("all_met_none_unsafe",)

# Reading at 238 words a minute (ux.md, decision 12) and a minute to decide and write.
WORDS_A_MINUTE = 238
MINUTES_A_FILE = 3


@dataclass(frozen=True)
class Plan:
    """Who may judge a competency, by which methods, and what passes."""

    methods: tuple[str, ...]
    supervisor_may_assess: bool
    pass_rule: str
    another_assessor_after_not_yet: int  # 0: the same assessor may go on

    def needs_another_assessor(self, not_yet_by_this_assessor: int) -> bool:
        limit = self.another_assessor_after_not_yet
        return bool(limit) and not_yet_by_this_assessor >= limit


@dataclass(frozen=True)
class Marking:
    """What an assessor says about one round."""

    met: Mapping[str, bool]
    method: str
    strengths: str = ""
    next_step: str = ""
    notes: Mapping[str, str] | None = None
    unsafe: bool = False


def outcome(marking: Marking) -> str:
    """met, not_yet or unsafe, by the rule "all met, none unsafe"."""
    if marking.unsafe:
        return UNSAFE
    return MET if all(marking.met.values()) else NOT_YET


def problems(marking: Marking, *, plan: Plan, criteria: Sequence[str]) -> list[str]:
    """Codes of what is still missing, in the order of the form; empty when it can be saved."""
    found = [f"criterion:{key}" for key in criteria if key not in marking.met]
    found += [f"unknown:{key}" for key in marking.met if key not in criteria]
    if marking.method not in plan.methods:
        found.append("method")
    if not marking.strengths.strip():
        found.append("strengths")
    if not found and outcome(marking) != MET and not marking.next_step.strip():
        found.append("next_step")
    return found


def minutes_to_mark(*, words: int, files: int) -> int:
    """A fair guess, in whole minutes, never less than two."""
    return max(2, -(-words // WORDS_A_MINUTE) + 1 + files * MINUTES_A_FILE)
