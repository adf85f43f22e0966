"""Writing down that somebody's identity was checked: an outcome, a day, a way and a name, and nothing else."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import IdentityCheck, Organisation, User
from accounts.queries import are_one
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .tell import tell


@transaction.atomic
def record_identity_check(
    *,
    person: User,
    by: User,
    method: str,
    outcome: str,
    checked_on: date,
    known_years: int | None = None,
    organisation: Organisation | None = None,
) -> IdentityCheck:
    """Keep the outcome of one check; the newest counts. `known_years` belongs to "known", `organisation` to "vouched".

    Raises Refused for oneself, for a day to come, and when the years or the organisation are missing; PermissionDenied for others than
    administrators and the managers of this person.
    """
    require(by, "accounts.check_identity", person)
    if are_one(by, person.pk):
        raise Refused(_("Somebody else has to check who you are."))
    if checked_on > clock.today():
        raise Refused(_("Choose the day on which you checked, today or before."))
    if method == "known" and not known_years:
        raise Refused(_("Write for how many years you have known this person."))
    if method == "vouched" and organisation is None:
        raise Refused(_("Choose the organisation that vouched for this person."))
    made = IdentityCheck.objects.create(
        person=person,
        method=method,
        outcome=outcome,
        checked_on=checked_on,
        checked_by=by,
        known_years=known_years if method == "known" else None,
        organisation=organisation if method == "vouched" else None,
    )
    tell(person=person, kind="accounts.identity", key=made.public_id)
    return made
