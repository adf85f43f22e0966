"""Sessions as iCalendar (RFC 5545). The title is "Session" and nothing else: a calendar is seen by colleagues, families and employers.

No place, no link, no names, not even ours: the person knows where to look it up. Times are UTC, which needs no rules of zones in the
file and cannot be read wrong on a day when clocks change.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from courses.models import Workshop

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def calendar_of(workshops: Iterable[Workshop]) -> bytes:
    """The bytes of a calendar with these sessions; those that were called off are in it as cancelled, so that calendars take them out."""
    # Here, not above: the library takes a fifth of a second and some megabytes, which a web worker must not pay at its start.
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", "-//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Sessions"))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for workshop in workshops:
        calendar.add_component(_event(workshop))
    return calendar.to_ical()


def _event(workshop: Workshop):  # type: ignore[no-untyped-def]  # the library is only loaded here
    from icalendar import Event

    event = Event()
    event.add("uid", f"{workshop.public_id.lower()}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}")
    event.add("summary", _("Session"))
    event.add("dtstart", workshop.starts_at.astimezone(UTC))
    event.add("dtend", workshop.ends_at.astimezone(UTC))
    # When this version was written, so that the same version is the same bytes.
    for name in ("dtstamp", "last-modified"):
        event.add(name, workshop.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", workshop.sequence)
    event.add("status", "CANCELLED" if workshop.state == "cancelled" else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event
