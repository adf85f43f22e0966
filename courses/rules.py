"""Who may act in courses, as sentences."""

from typing import Any

import rules

from accounts.models import User
from accounts.queries import are_one, has_role
from accounts.rules import is_admin, is_editor

from .models import Cohort


@rules.predicate
def manages_cohort(person: User, record: Any) -> bool:
    """A manager everywhere, of the programme, or of this cohort. Takes a cohort, or a place in one."""
    cohort = record if isinstance(record, Cohort) else getattr(record, "cohort", None)
    if cohort is None:
        return False
    return has_role(person, "manager", scope=("cohort", cohort.public_id)) or has_role(
        person, "manager", scope=("programme", str(cohort.programme_key))
    )


@rules.predicate
def is_own_place(person: User, place: Any) -> bool:
    """Their own place in a cohort, under whichever of their records."""
    return are_one(person, getattr(place, "person_id", None))


@rules.predicate
def manages_programme(person: User, programme_key: Any) -> bool:
    """A manager everywhere or of the programme with this key: may open cohorts in it."""
    return programme_key is not None and has_role(person, "manager", scope=("programme", str(programme_key)))


@rules.predicate
def facilitates(person: User, record: Any) -> bool:
    """A facilitator of the programme or of this cohort. Takes a cohort, or a workshop of one."""
    cohort = record if isinstance(record, Cohort) else getattr(record, "cohort", None)
    if cohort is None:
        return False
    scopes = (("cohort", cohort.public_id), ("programme", str(cohort.programme_key)))
    return any(has_role(person, "facilitator", scope=scope) for scope in scopes)


@rules.predicate
def is_safeguarding_lead(person: User, module: Any) -> bool:
    return has_role(person, "safeguarding")


@rules.predicate
def reads_from_lived_experience(person: User, module: Any) -> bool:
    """Being asked to read from lived experience is a group in the CMS, not a role: it says nothing about anybody else's access."""
    return person.groups.filter(name=LIVED_EXPERIENCE_GROUP).exists()


LIVED_EXPERIENCE_GROUP = "Lived-experience reviewers"

rules.add_perm("courses.invite_to_cohort", manages_cohort)
rules.add_perm("courses.end_enrolment", manages_cohort | is_own_place)
rules.add_perm("courses.give_test_days", manages_cohort)
rules.add_perm("courses.open_cohort", manages_programme)
rules.add_perm("courses.answer_place_request", manages_cohort)
rules.add_perm("courses.set_due_dates", manages_cohort)
rules.add_perm("courses.plan_workshop", manages_cohort | facilitates)
rules.add_perm("courses.keep_register", manages_cohort | facilitates)
rules.add_perm("courses.release_edition", is_editor | is_admin)
rules.add_perm("courses.look_at_problem", is_editor | is_admin)
rules.add_perm("courses.take_back_story", is_editor | is_admin)
rules.add_perm("courses.withdraw_step", is_editor | is_admin)
rules.add_perm("courses.review_as_safeguarding", is_safeguarding_lead)
rules.add_perm("courses.review_as_lived_experience", reads_from_lived_experience)
