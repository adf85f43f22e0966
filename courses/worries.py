"""Who belongs to a cohort or a programme: safeguarding leads can be there for some only."""

from collections.abc import Iterable

from courses.models import Enrolment
from courses.models.cohorts import programme_keys
from safeguarding.hooks import know_people_in


def of_cohorts(keys: Iterable[str]) -> list[int]:
    return list(Enrolment.objects.filter(cohort__public_id__in=keys).values_list("person_id", flat=True))


def of_programmes(keys: Iterable[str]) -> list[int]:
    wanted = programme_keys(frozenset(keys))
    return list(Enrolment.objects.filter(cohort__programme_key__in=wanted).values_list("person_id", flat=True))


know_people_in("cohort", of_cohorts)
know_people_in("programme", of_programmes)
