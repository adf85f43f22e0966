"""By when a cohort means to have done each module."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Cohort, CohortDue
from courses.queries.places import hold_cohort
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def set_dues(*, cohort: Cohort, dues: Mapping[UUID, date | None], by: User) -> None:
    """Write the day of each module named; None takes it away. Modules that are not named keep theirs.

    Raises Refused for a day outside the cohort's own.
    """
    require(by, "courses.set_due_dates", cohort)
    held = hold_cohort(cohort)
    for day in filter(None, dues.values()):
        if day < held.starts_on or (held.ends_on and day > held.ends_on):
            raise Refused(_("Choose days between the first and the last day of the cohort."))
    for module_key, chosen in dues.items():
        if chosen is None:
            CohortDue.objects.filter(cohort=held, module_key=module_key).delete()
        else:
            CohortDue.objects.update_or_create(cohort=held, module_key=module_key, defaults={"due_on": chosen})
