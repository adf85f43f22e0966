"""Slow work of courses: telling everybody of a cohort that a session was moved or does not take place."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.queries import survivor_of
from accounts.services import tell
from courses.models import Enrolment, Workshop
from lms.core.jobs import job_kind
from lms.core.models import Job


@job_kind("courses.tell_workshop", says=gettext_lazy("say that a workshop was moved or called off"))
def tell_workshop(job: Job, *, workshop_id: int, what: str, version: int) -> dict[str, Any]:
    """One message for each person, however often it runs; nothing when it was moved once more meanwhile."""
    workshop = Workshop.objects.get(pk=workshop_id)
    if workshop.sequence != version:
        return {"told": 0}
    places = Enrolment.objects.learning().filter(cohort=workshop.cohort_id).select_related("person__merged_into")
    people = {person.pk: person for place in places for person in [survivor_of(place.person)]}
    for person in people.values():
        tell(
            person=person,
            kind=f"courses.workshop_{what}",
            key=f"{workshop.public_id}:{version}:{person.public_id}",
            values=_values(workshop, person),
        )
    return {"told": len(people)}


def _values(workshop: Workshop, person: User) -> dict[str, str]:
    """As the clock says where it takes place, with the zone beside it; in the person's language."""
    local = workshop.starts_at.astimezone(ZoneInfo(workshop.zone))
    with translation.override(person.language):
        return {
            "day": date_format(local, "l j F"),
            "time": f"{date_format(local, 'H:i')} ({workshop.zone})",
            "link": settings.SITE_URL + workshop.get_absolute_url(),
        }
