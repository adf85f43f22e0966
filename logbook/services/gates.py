"""What every act on the log asks first. A gate says no in words that help; it never loses what was typed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one, has_conflict, is_supervisor_of, selves
from lms.core.errors import Refused
from logbook.doubts import Doubt, Logged, doubts
from logbook.facts import MINUTES_A_DAY, Facts
from logbook.models import Entry
from logbook.words import ACTIVITIES_OF, CHANNELS, MODES, SETTINGS, TOPICS


class Doubtful(Refused):
    """Not a no: a question. `doubts` says what looks odd; send their tokens back as `sure` and it is kept."""

    def __init__(self, found: list[Doubt]) -> None:
        self.doubts = found
        super().__init__(_("One question before we keep this."))


class ChangedSince(Refused):
    """Somebody changed the entry after the page was drawn."""

    def __init__(self) -> None:
        super().__init__(_("This entry has changed since you opened the page. Here is how it stands now. Please look at it again."))


def held(entry: Entry) -> Entry:
    """The same entry as it stands now, locked until the transaction ends."""
    return Entry.objects.select_for_update().get(pk=entry.pk)


def as_seen(entry: Entry, seen: str | None) -> None:
    """Raise ChangedSince unless the entry still says what the page showed (`seen` is its version; None asks nothing)."""
    if seen is not None and seen != entry.version:
        raise ChangedSince


def sane(facts: Facts, today: date) -> None:
    """Refuse hours in the future and lengths that no day has. Raises ValueError for keys that no list knows."""
    _known(facts)
    if facts.on > today:
        raise Refused(_("%(day)s is still to come. Log these hours once they have happened.") % {"day": say_day(facts.on)})
    if not 0 < facts.minutes <= MINUTES_A_DAY:
        raise Refused(_("One entry holds up to 24 hours. Log longer times day by day."))
    if facts.mode == "group" and (facts.group_size or 0) < 2:
        raise Refused(_("Say how many took part, two or more. A number is enough."))


def _known(facts: Facts) -> None:
    lists: tuple[tuple[str, Sequence[tuple[str, object]]], ...] = (
        (facts.activity, ACTIVITIES_OF[facts.kind]),
        (facts.mode, MODES),
        (facts.setting, [("", ""), *SETTINGS]),
        (facts.channel, CHANNELS),
        *((topic, TOPICS) for topic in facts.topics),
    )
    for key, choices in lists:
        if key not in [known for known, _words in choices]:
            raise ValueError(f"{key!r} is not in the list")


def supervised(*, by: User, of: User, on: date) -> None:
    """Refuse unless `by` supervised `of` on that day, and no conflict of interest was declared between the two."""
    words = {"supervisor": by.called, "person": of.called, "day": say_day(on)}
    if not is_supervisor_of(by, of, on=on):
        raise Refused(
            _("%(supervisor)s is not down as %(person)s's supervisor on %(day)s. Choose another day or ask your programme.") % words
        )
    if has_conflict(by, of, on=on):
        raise Refused(_("%(supervisor)s and %(person)s have declared a conflict of interest. Somebody else has to confirm this.") % words)


def settled(facts: Facts, *, person: User, reader: User, sure: Collection[str], today: date, besides: Collection[int] = ()) -> list[str]:
    """Raise Doubtful while a question is open; return what was answered with "yes", to keep with the entry.

    Only entries that `reader` may read are compared: a question must not tell a supervisor what else is in the log.
    """
    near = _neighbours(facts, person, reader).exclude(pk__in=besides)
    asked = doubts(facts, [_logged(entry, reader) for entry in near], today)
    if any(doubt.token not in sure for doubt in asked):
        raise Doubtful(asked)
    return sorted({doubt.about for doubt in asked})


def _neighbours(facts: Facts, person: User, reader: User) -> QuerySet[Entry]:
    """What could share minutes with it: the same day, the night before and the morning after."""
    days = (facts.on - timedelta(days=1), facts.on + timedelta(days=1))
    return Entry.objects.readable_by(reader).filter(person__in=selves(person), on__range=days).in_force()


def _logged(entry: Entry, reader: User) -> Logged:
    return Logged(entry.public_id, entry.facts, entry.is_changeable and are_one(reader, entry.logged_by_id))


def say_day(day: date) -> str:
    return date_format(day, "l j F Y")
