"""A code for a wall: whoever types it gets a place in the cohort while there is one, else a place on its waiting list."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import selves
from accounts.services import open_account
from accounts.services.printed import RANDOM, is_well_formed, with_check
from courses.models import Cohort, CohortCode, Enrolment, PlaceRequest
from courses.queries.places import hold_cohort
from courses.states import THE_SERVICE
from lms.core import clock
from lms.core.errors import Refused
from lms.core.ids import normalise
from lms.core.moves import move
from lms.core.permissions import require
from lms.core.sealed import keyed_hash

from .enrol import CohortFull, enrol, refuse_over
from .offer_places import offer_places

PURPOSE = "cohort code"


def _unknown() -> Refused:
    """Word for word the same for a code that never was, one that has ended, and one whose cohort is over."""
    return Refused(_("This code does not work. Look at it again: it has twelve letters and figures. Or ask the people who put it up."))


@transaction.atomic
def make_cohort_code(*, cohort: Cohort, ends_on: date, by: User, at: datetime | None = None) -> tuple[CohortCode, str]:
    """Make a code that works until the end of a day. It is shown once; the one before stops working.

    Raises Refused for a day that has passed, CohortOver when the cohort takes nobody new.
    """
    require(by, "courses.invite_to_cohort", cohort)
    if ends_on < clock.today():
        raise Refused(_("Choose today or a day that is still to come."))
    refuse_over(hold_cohort(cohort), at or clock.now())
    _end_open(cohort, at or clock.now())
    code = with_check(RANDOM)
    row = CohortCode.objects.create(
        cohort=cohort, code_hash=keyed_hash(code, PURPOSE), ends_on=ends_on, made_by=by, made_at=at or clock.now()
    )
    return row, code


@transaction.atomic
def end_cohort_code(*, cohort: Cohort, by: User, at: datetime | None = None) -> None:
    """Stop the code. Ending it twice does no harm."""
    require(by, "courses.invite_to_cohort", cohort)
    _end_open(cohort, at or clock.now())


def _end_open(cohort: Cohort, moment: datetime) -> None:
    CohortCode.objects.filter(cohort=cohort, ended_at=None).update(ended_at=moment)


def find_cohort_code(typed: str, on: date | None = None) -> CohortCode:
    """The open code that somebody typed. Raises Refused, always in the same words, for any other."""
    code = normalise(typed)
    found = None
    if is_well_formed(code, RANDOM + 1):
        found = CohortCode.objects.select_related("cohort").filter(code_hash=keyed_hash(code, PURPOSE)).first()
    day = on or clock.today()
    if found is None or not found.works_on(day) or found.cohort.is_over:
        raise _unknown()
    return found


@transaction.atomic
def use_cohort_code(
    *, typed: str, person: User | None, called: str = "", password: str = "", at: datetime | None = None
) -> tuple[User, Enrolment | PlaceRequest]:
    """Come in with a code: a place while there is one, else a place on the waiting list. Typing it twice is once.

    Without `person`, an account without an address is made for somebody new. Raises Refused as `find_cohort_code` and `open_account` do.
    """
    cohort = find_cohort_code(typed).cohort
    hold_cohort(cohort)
    who = person or open_account(called=called, password=password)
    moment = at or clock.now()
    try:
        with transaction.atomic():
            if _others_wait(cohort, who):
                raise CohortFull
            return who, enrol(person=who, cohort=cohort, at=moment)
    except CohortFull:
        return who, _queue(cohort, who, moment)


def _others_wait(cohort: Cohort, who: User) -> bool:
    """A code jumps no queue: while people wait, whoever comes with one waits behind them. Who has a place, or is offered one, has it."""
    mine = {"person__in": selves(who), "cohort": cohort}
    if Enrolment.objects.taken().filter(**mine).exists() or PlaceRequest.objects.filter(**mine, state="offered").exists():
        return False
    return PlaceRequest.objects.filter(cohort=cohort, state="waiting").exclude(person__in=selves(who)).exists()


def _queue(cohort: Cohort, who: User, moment: datetime) -> PlaceRequest:
    """On the list; somebody who had asked and was not answered yet goes on it as well."""
    held = PlaceRequest.objects.open().filter(person__in=selves(who), cohort=cohort).first()
    if held is None:
        held = PlaceRequest.objects.create(person=who, cohort=cohort, state="waiting", came_by="code", asked_at=moment, queued_at=moment)
    elif held.state == "asked":
        held.queued_at = moment
        held.save(update_fields=["queued_at"])
        move(held, "queue", by=THE_SERVICE, at=moment)
    offer_places(cohort=cohort, at=moment)
    held.refresh_from_db()
    return held
