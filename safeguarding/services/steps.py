"""Writing one step of a concern, and telling leads about it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.services import tell
from lms.core.errors import Refused
from lms.core.narrative import write_words
from lms.core.permissions import require
from safeguarding.models import Concern, ConcernStep
from safeguarding.states import LEAD


def write_step(
    concern: Concern, kind: str, *, by: User, at: datetime, text: str = "", to: User | None = None, choice: str = ""
) -> ConcernStep:
    """Append what was said or done, with its words under the concern's own id."""
    kept = write_words(kind=f"safeguarding.{kind}", text=text, subject_ref=concern.public_id)
    return ConcernStep.objects.create(
        concern=concern, kind=kind, by=by, at=at, to=to, choice=choice, words_id=kept.id, words_sha256=kept.sha256
    )


def held_open(concern: Concern, by: User) -> Concern:
    """The concern under a row lock. Raises PermissionDenied for whoever may not read it, Refused once it is closed."""
    require(by, LEAD, concern)
    held = Concern.objects.select_for_update(of=("self",)).select_related("person").get(pk=concern.pk)
    if not held.is_open:
        raise Refused(_("This concern is closed. A new one can be raised."))
    return held


def needed(text: str, says: str) -> str:
    """The words without blanks around them; refused with `says` when there are none."""
    if not text.strip():
        raise Refused(says)
    return text.strip()


def tell_about(concern: Concern, people: list[User], kind: str, *, key: str = "", path: str = "") -> None:
    """One neutral message to each: by when, and where. Nothing about whom or what."""
    link = settings.SITE_URL + (path or reverse("safeguarding:concerns"))
    for person in people:
        values = {"by": say_time(concern.due_at, person), "day": say_day(concern.raised_at, person), "link": link}
        tell(person=person, kind=kind, key=f"{concern.public_id}:{person.public_id}{key}", values=values)


def say_time(moment: datetime, person: User) -> str:
    """A moment in a person's own zone and language."""
    with override(person.language):
        return formats.date_format(moment.astimezone(ZoneInfo(person.time_zone)), "l j F, H:i")


def say_day(moment: datetime, person: User) -> str:
    with override(person.language):
        return formats.date_format(moment.astimezone(ZoneInfo(person.time_zone)), "l j F")
