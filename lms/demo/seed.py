"""Telling the demo's stories: those that were not told yet, and no story twice."""

from collections.abc import Iterable
from contextlib import redirect_stdout
from datetime import date, datetime
from io import StringIO

from django.db import transaction

from accounts.models import User
from accounts.services.delivery import deliver_due
from certificates.models import Copy
from lms.core import clock
from lms.core.jobs import run_waiting_jobs
from schemes.models import Certification, CertificationEvent

from .calendar import Calendar
from .people import Circle, gather
from .printing import Printing
from .stories.certified import CERTIFIED, WINTER_CIRCLE, Turn
from .stories.circle import SPRING_CIRCLE
from .stories.founders import FOUNDERS
from .stories.rooms import furnish
from .stories.trainees import TRAINEES, Story

HOLDERS = (*CERTIFIED, *WINTER_CIRCLE, *FOUNDERS)
STORIES = (*(turn.story for turn in HOLDERS), *TRAINEES, *SPRING_CIRCLE)
TOGETHER = 8  # people told of between two looks for certificates to print


def seed(today: date) -> tuple[int, int]:
    """Lay the ground and tell what is missing. Gives how many people are new, and how many certificates took a turn.

    People who came into the demo later are added to one that stands already.

    Safe to stop and to run again; what somebody did in the demo meanwhile stays as they left it.
    """
    known = User.objects.count()
    circle = _gathered(today)
    with Printing() as printing:
        for place, story in enumerate(_untold(STORIES), start=1):
            _told(circle, story)
            if place % TOGETHER == 0:
                printing.take_up()
        printing.take_up()
        printing.finish()  # a copy is printed while a certificate is current, so before anything happens to it
        _catch_up()
        turned = dict(filter(None, (_turned(circle, turn) for turn in HOLDERS)))
        printing.take_up_newer(turned)
        printing.finish()
    with transaction.atomic():
        furnish(circle)
    _catch_up()
    return User.objects.count() - known, len(turned)


def tell_some(today: date, stories: Iterable[Story]) -> None:
    """As far as a run comes that is stopped after these people: nothing is printed yet, and no room is furnished."""
    circle = _gathered(today)
    for story in stories:
        _told(circle, story)


def _untold(stories: Iterable[Story]) -> list[Story]:
    told = set(User.objects.values_list("email", flat=True))
    return [story for story in stories if story.email not in told]


@transaction.atomic
def _gathered(today: date) -> Circle:
    return gather(Calendar(today))


@transaction.atomic
def _told(circle: Circle, story: Story) -> None:
    story.tell(circle, story.join(circle))


@transaction.atomic
def _turned(circle: Circle, turn: Turn) -> tuple[int, datetime] | None:
    """Only right after the award: whatever came later was done by somebody in the demo. Gives which took a turn, and when."""
    if not turn.after:
        return None
    held = Certification.objects.filter(person__email=turn.story.email).select_related("person").first()
    if held is None or _has_moved_on(held):
        return None
    for act, ago in turn.after:
        act(circle, held, ago)
    return held.pk, circle.calendar.at(ago)


def _has_moved_on(held: Certification) -> bool:
    return CertificationEvent.objects.filter(certification=held).count() > 1 or Copy.objects.filter(certification=held).count() > 1


def _catch_up() -> None:
    """What the worker and `tick` would have done. Mail about an invented past would only fill the console: it is written nowhere."""
    with redirect_stdout(StringIO()):
        deliver_due(clock.now())
        run_waiting_jobs()
