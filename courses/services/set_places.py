"""How many people a cohort takes, and whether they may ask."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Cohort
from courses.queries.places import hold_cohort, kept_free, taken
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .offer_places import offer_places


@transaction.atomic
def set_places(*, cohort: Cohort, capacity: int | None, takes_requests: bool, by: User, at: datetime | None = None) -> Cohort:
    """Set the number of places (None: as many as come) and whether people ask for one themselves. New room is offered at once.

    Raises Refused for fewer places than are taken or promised: nobody loses theirs by a number.
    """
    require(by, "courses.invite_to_cohort", cohort)
    moment, held = at or clock.now(), hold_cohort(cohort)
    given = taken(held) + kept_free(held, moment)
    if capacity is not None and capacity < given:
        raise Refused(_("%(given)d places are taken or kept for somebody. Choose that many, or more.") % {"given": given})
    held.capacity, held.takes_requests = capacity, takes_requests
    held.save(update_fields=["capacity", "takes_requests"])
    offer_places(cohort=held, at=moment)
    return held
