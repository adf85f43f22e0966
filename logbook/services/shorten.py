"""Two entries overlap, and the other one was shorter."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.errors import Refused
from lms.core.permissions import require
from logbook.doubts import shortened
from logbook.facts import Facts
from logbook.models import Entry

from .fields import write_facts
from .gates import held


@transaction.atomic
def shorten_entry(*, entry: Entry, by: User, against: Facts) -> Entry:
    """Take from an entry, which nobody has confirmed, the minutes that it shares with `against`. Less time raises no new question.

    Raises Refused when it was sent, or when nothing would be left of it.
    """
    now = held(entry)
    require(by, "logbook.change_entry", now)
    less = shortened(now.facts, against)
    if less is None or not now.is_changeable:
        raise Refused(_("The other entry cannot be made shorter from here. Open it to change it."))
    write_facts(now, less)
    now.save()
    return now
