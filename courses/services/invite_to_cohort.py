"""Asking one person into a cohort."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, User
from accounts.services import invite
from courses.models import Cohort, Enrolment
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def invite_to_cohort(*, cohort: Cohort, email: str, called: str, by: User, at: datetime | None = None) -> Invitation:
    """Send one invitation; an older open one to the same address is withdrawn. Raises Refused when the person is already in the
    cohort or the address cannot be used, PermissionDenied for others than its managers."""
    require(by, "courses.invite_to_cohort", cohort)
    address = User.objects.normalise(email)
    if Enrolment.objects.learning().filter(cohort=cohort, person__email=address).exists():
        raise Refused(_("This person is already in the cohort."))
    return invite(email=email, called=called, by=by, context_key=cohort.context_key, says=cohort.title, at=at)
