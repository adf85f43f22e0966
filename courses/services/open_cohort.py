"""Starting a new group."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Cohort
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def open_cohort(*, title: str, programme_key: UUID, starts_on: date, ends_on: date | None = None, by: User) -> Cohort:
    """Open a cohort on a programme. Raises Refused when it would end before it starts, PermissionDenied for others than its managers."""
    require(by, "courses.open_cohort", programme_key)
    if ends_on and ends_on < starts_on:
        raise Refused(_("The last day comes after the first."))
    return Cohort.objects.create(title=title.strip(), programme_key=programme_key, starts_on=starts_on, ends_on=ends_on)
