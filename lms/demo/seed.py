"""Telling the demo's stories: those that were not told yet, and no story twice."""

from contextlib import redirect_stdout
from datetime import date
from io import StringIO

from django.db import transaction

from accounts.models import User
from certificates.models import Copy
from lms.core.jobs import run_waiting_jobs
from schemes.models import Certification, CertificationEvent

from .calendar import Calendar
from .people import Circle, gather
from .stories.certified import CERTIFIED, Turn
from .stories.rooms import furnish
from .stories.trainees import TRAINEES, Story


def seed(today: date) -> tuple[int, int]:
    """Lay the ground and tell what is missing. Gives how many people are new, and how many certificates took a turn.

    People who came into the demo later are added to one that stands already.

    Safe to stop and to run again; what somebody did in the demo meanwhile stays as they left it.
    """
    known = User.objects.count()
    circle = _gathered(today)
    for story in [*TRAINEES, *(turn.story for turn in CERTIFIED)]:
        _told(circle, story)
    _catch_up()  # a copy is printed while a certificate is current, so before anything happens to it
    turned = sum(_turned(circle, turn) for turn in CERTIFIED)
    with transaction.atomic():
        furnish(circle)
    _catch_up()
    return User.objects.count() - known, turned


@transaction.atomic
def _gathered(today: date) -> Circle:
    return gather(Calendar(today))


@transaction.atomic
def _told(circle: Circle, story: Story) -> None:
    if not User.objects.filter(email=story.email).exists():
        story.tell(circle, circle.join(story.key, story.called, ago=story.joined))


@transaction.atomic
def _turned(circle: Circle, turn: Turn) -> bool:
    """Only right after the award: whatever came later was done by somebody in the demo."""
    if turn.after is None:
        return False
    held = Certification.objects.filter(person__email=turn.story.email).select_related("person").first()
    if held is None or _has_moved_on(held):
        return False
    turn.after(circle, held)
    return True


def _has_moved_on(held: Certification) -> bool:
    return CertificationEvent.objects.filter(certification=held).count() > 1 or Copy.objects.filter(certification=held).count() > 1


def _catch_up() -> None:
    """Run the jobs. Mail about an invented past would only fill the console: it is written nowhere."""
    with redirect_stdout(StringIO()):
        run_waiting_jobs()
