"""Asking one person into a cohort, by mail or on paper; and taking that back."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Invitation, User
from accounts.services import invite, print_code, take_back_invitation
from courses.models import Cohort, Enrolment
from courses.queries.places import hold_cohort, room_in
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require

from .enrol import refuse_over
from .offer_places import offer_places

NO_PLACE_LEFT = gettext_lazy("Every place is taken or kept for somebody. Add places first.")


@transaction.atomic
def invite_to_cohort(
    *, cohort: Cohort, email: str, called: str, by: User, request_key: str | None = None, at: datetime | None = None
) -> Invitation:
    """Send one invitation; an older open one to the same address is withdrawn. The same `request_key` twice is one invitation.

    Raises Refused when the person is already in the cohort, the cohort is over or full, or the address cannot be used, PermissionDenied
    for others than its managers.
    """
    require(by, "courses.invite_to_cohort", cohort)
    address, moment = User.objects.normalise(email), at or clock.now()
    if Enrolment.objects.learning().filter(cohort=cohort, person__email=address).exists():
        raise Refused(_("This person is already in the cohort."))
    _refuse_no_place(cohort, moment, replaces=_open(cohort, moment).filter(email=address))
    return invite(email=email, called=called, by=by, context_key=cohort.context_key, says=cohort.title, request_key=request_key, at=at)


@transaction.atomic
def print_code_for_cohort(*, cohort: Cohort, called: str, by: User, request_key: str, at: datetime | None = None) -> tuple[Invitation, str]:
    """Keep a place for somebody without an address. Gives the invitation and the code for the letter.

    Raises Refused when the cohort is over or full, and as `print_code`.
    """
    require(by, "courses.invite_to_cohort", cohort)
    moment = at or clock.now()
    _refuse_no_place(cohort, moment, replaces=_open(cohort, moment).filter(request_key=request_key))
    return print_code(called=called, by=by, context_key=cohort.context_key, says=cohort.title, request_key=request_key, at=at)


@transaction.atomic
def take_back_from_cohort(*, cohort: Cohort, invitation: Invitation, by: User) -> Invitation:
    """End an invitation to this cohort. Raises Refused when somebody has used it."""
    require(by, "courses.invite_to_cohort", cohort)
    ended = take_back_invitation(invitation=invitation, by=by)
    offer_places(cohort=cohort)
    return ended


def _open(cohort: Cohort, moment: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(context_key=cohort.context_key, used_at=None, withdrawn_at=None, expires_at__gt=moment)


def _refuse_no_place(cohort: Cohort, moment: datetime, *, replaces: QuerySet[Invitation]) -> None:
    """An invitation keeps a place, so it needs one; one that takes the place of an older one keeps the same."""
    held = hold_cohort(cohort)
    refuse_over(held, moment)
    if room_in(held, moment) == 0 and not replaces.exists():
        raise Refused(str(NO_PLACE_LEFT))
