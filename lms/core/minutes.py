"""Durations are integer minutes everywhere (decisions.md 4); this says them in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say_minutes(minutes: int) -> str:
    """`90` as "1 hour 30 minutes", `60` as "1 hour", `0` as "0 minutes"."""
    hours, rest = divmod(minutes, 60)
    said_hours = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    said_rest = ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if hours and rest:
        return _("%(hours)s %(minutes)s") % {"hours": said_hours, "minutes": said_rest}
    return said_hours if hours else said_rest


def say_share(have: int, need: int) -> str:
    """How much of how much, with the unit once where both are whole hours: "8 of 40 hours", "59 minutes of 1 hour"."""
    if have % 60 == 0 == need % 60 and need:
        return _("%(have)d of %(need)s") % {"have": have // 60, "need": say_minutes(need)}
    return _("%(have)s of %(need)s") % {"have": say_minutes(have), "need": say_minutes(need)}
