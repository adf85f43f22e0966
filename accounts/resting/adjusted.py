"""Who has which adjustments today, for the apps above. What to do, never why (decisions.md 30)."""

from accounts.models import Adjustment, User
from accounts.resting.adjusting import KINDS, ForTests, for_tests


def _in_force(person: User) -> list[str]:
    return list(Adjustment.objects.own(person).in_force().values_list("kind", flat=True))


def adjustments_for_tests(person: User) -> ForTests:
    """What every test of this person grants; one query."""
    return for_tests(_in_force(person))


def instructions_for(person: User) -> list[str]:
    """Fixed sentences for somebody who marks or observes this person; one query. Whoever shows them writes a read event."""
    from accounts.resting.words import INSTRUCTIONS

    held = set(_in_force(person))
    return [str(INSTRUCTIONS[key]) for key in KINDS if key in held]
