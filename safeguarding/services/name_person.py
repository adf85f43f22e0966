"""Say who is meant by a concern that came in with a description only."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core import clock
from lms.core.errors import Refused
from safeguarding.models import Concern
from safeguarding.queries import leads_for

from .raise_concern import alert
from .steps import held_open, write_step


@transaction.atomic
def name_person(*, concern: Concern, by: User, person: User, at: datetime | None = None) -> Concern:
    """From now on the concern is about `person`. Whoever raised it is not told. Raises Refused when that was said before.

    When `by` may not read about this person, the concern leaves their queue, and those who may are alerted.
    """
    held = held_open(concern, by)
    if held.person is not None:
        raise Refused(_("It has been said already who this is about."))
    held.person = person
    held.save(update_fields=["person"])
    write_step(held, "named", by=by, at=at or clock.now(), to=person)
    if by not in leads_for(person):
        alert(held)
    return held
