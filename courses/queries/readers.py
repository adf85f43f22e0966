"""Who would read what is shared from a step, by name, before anything is shared."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import RoleGrant
from courses.models import Enrolment, ModuleEnrolment
from courses.models.cohorts import holds_in
from courses.models.sharing import FACILITATOR, MANAGER
from lms.core import clock


@dataclass(frozen=True)
class Readers:
    """Who reads what is shared from a place: a role of its cohort, and the people who have it today, by the names that learners know."""

    role: str = ""
    names: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """ "Fay", "Fay and Gus", "Fay, Gus and Hal"."""
        if len(self.names) < 2:
            return "".join(self.names)
        return _("%(names)s and %(last)s") % {"names": ", ".join(self.names[:-1]), "last": self.names[-1]}


def readers_for(learning: ModuleEnrolment) -> Readers:
    """The facilitators of the learner's cohort or its programme; its managers where it has none. Nobody: then nothing can be shared."""
    place = Enrolment.objects.filter(pk=learning.enrolment_id).values_list("cohort__public_id", "cohort__programme_key").get()
    return _readers(*place)


def readers_named(learning: ModuleEnrolment) -> Readers:
    """The same for a page, at most a minute old: who presses the button is asked anew (services.share_reflection)."""
    return _readers_of_minute(learning.enrolment_id, learning.public_id, int(clock.now().timestamp()) // 60)


@lru_cache(maxsize=512)
def _readers_of_minute(enrolment_id: int, _public_id: str, _minute: int) -> Readers:
    return readers_for(ModuleEnrolment(enrolment_id=enrolment_id))


def _readers(cohort_ref: str, programme_key: Any) -> Readers:
    runs = holds_in([(cohort_ref, programme_key)])
    grants = RoleGrant.objects.in_force().filter(runs, role__in=(FACILITATOR, MANAGER), person__is_active=True)
    rows = list(grants.order_by("person__called").values_list("role", "person__called").distinct())
    role = FACILITATOR if any(row[0] == FACILITATOR for row in rows) else MANAGER
    names = tuple(called for held, called in rows if held == role)
    return Readers(role, names) if names else Readers()
