"""Who must not decide about whom (architecture.md, invariant 4): every tie is named, so that a page can say which one.

Ties are looked up at the moment of the act. Somebody who judged, confirmed or managed this person in the past keeps the tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.queries import are_one, selves, ties_between
from assessments.queries import assessors_of
from courses.queries import managers_of_learner
from logbook.queries import countersigners_of

TIES = ("self", "assessed", "countersigned", "runs_the_programme", "supervises", "manages", "conflict")


@dataclass(frozen=True)
class Tied:
    """Somebody who is too near to decide, and why: codes from TIES."""

    person: User
    ties: tuple[str, ...]


def ties_to(decider: User, person: User, on: date | None = None) -> list[str]:
    """The ties that keep `decider` from deciding about `person`; an empty list means free to decide."""
    if are_one(decider, person.pk):
        return ["self"]
    mine = selves(decider)
    by_work = [tie for tie, people in _by_work(person).items() if mine & people]
    return by_work + ties_between(decider, person, on)


def people_tied_to(person: User) -> list[Tied]:
    """Everybody whose work for this person keeps them out of the case, by name; for the board's page."""
    by_work = _by_work(person)
    people = User.objects.filter(pk__in=set().union(*by_work.values())).exclude(pk__in=selves(person)).order_by("sort_name", "called", "pk")
    return [Tied(one, tuple(tie for tie, ids in by_work.items() if one.pk in ids)) for one in people]


def _by_work(person: User) -> dict[str, set[int]]:
    """By tie the row ids of whoever has it, under any record of the person."""
    mine = selves(person)
    return {
        "assessed": set[int]().union(*map(assessors_of, mine)),
        "countersigned": set[int]().union(*map(countersigners_of, mine)),
        "runs_the_programme": managers_of_learner(person),
    }
