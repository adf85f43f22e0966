"""Say that one is worried about somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import is_on_break, selves, survivor_of
from lms.core import clock
from lms.core.errors import Refused
from safeguarding.models import Concern
from safeguarding.queries import administrators, due_at, leads_for

from .steps import needed, tell_about, write_step

WHO = "{who}\n\n{words}"


@dataclass(frozen=True)
class Told:
    """The three answers, and, from the open page, who is meant in the writer's own words."""

    words: str
    danger: str
    spoken: str
    who: str = ""


@transaction.atomic
def raise_concern(
    *, person: User | None, by: User, told: Told, came_from: str = "", came_ref: str = "", at: datetime | None = None
) -> Concern:
    """Keep a worry for the safeguarding leads and alert them at once; administrators when nobody could read it.

    `person` is None when the writer only describes who is meant. Raises Refused for a worry about oneself (that is what the support
    page is for) and for one without words.
    """
    if person is not None and person.pk in selves(by):
        raise Refused(_("This page is about somebody else. If you are not safe yourself, use the support page: people answer there."))
    words = needed(told.words, _("Say what worries you. One sentence is enough."))
    if person is None:
        who = needed(told.who, _("Say who it is about, as well as you can."))
        words = WHO.format(who=who, words=words)
    else:
        person = survivor_of(person)  # a record that was joined with another points on
    moment = at or clock.now()
    concern = Concern.objects.create(
        person=person, raised_by=by, came_from=came_from, came_ref=came_ref, danger=told.danger, spoken=told.spoken, raised_at=moment,
        due_at=due_at(moment),
    )  # fmt: skip
    write_step(concern, "raised", by=by, at=moment, text=words)
    alert(concern)
    return concern


def alert(concern: Concern) -> None:
    """Tell the leads who may read it; those on a break are left in peace while another is here."""
    leads = leads_for(concern.person)
    here = [lead for lead in leads if not is_on_break(lead)]
    tell_about(concern, here or leads, "safeguarding.raised")
    if not leads:
        tell_about(concern, administrators(), "safeguarding.no_lead", path="/manage/roles/")
