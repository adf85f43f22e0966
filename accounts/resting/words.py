"""The words of adjustments: for the person who asks, and for those who are asked to do something."""

from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Any] = {
    "time_125": _("A quarter more time"),
    "time_150": _("Half as much time again"),
    "time_200": _("Twice the time"),
    "no_limit": _("No time limit"),
    "rest_breaks": _("Breaks when I need them; the clock stops"),
    "split_days": _("Over several days"),
    "reader": _("A reader, or text read aloud by my device"),
    "large_print": _("Large print"),
    "oral": _("Talk with an assessor instead of writing"),
    "paper": _("On paper"),
    "quiet_slot": _("A quiet place at an hour that suits me"),
    "support_person": _("Somebody with me"),
    "other": _("Something else"),
}
# What somebody who marks or observes is asked to do. Fixed sentences: nothing that the person wrote comes in here.
INSTRUCTIONS: dict[str, Any] = {
    "time_125": _("Where there is a time limit, allow a quarter more."),
    "time_150": _("Where there is a time limit, allow half as much again."),
    "time_200": _("Where there is a time limit, allow twice as much."),
    "no_limit": _("Set no time limit."),
    "rest_breaks": _("Allow breaks whenever asked."),
    "split_days": _("Let it take place over several days."),
    "reader": _("Text may be read aloud, by a person or by a device."),
    "large_print": _("Give anything printed in large print."),
    "oral": _("Talk it through instead of asking for writing."),
    "paper": _("Accept work on paper."),
    "quiet_slot": _("Agree a quiet place and an hour beforehand."),
    "support_person": _("Somebody may sit with the person. They do not answer for them."),
    "other": _("Ask the person beforehand what they need that day."),
}
STATES: dict[str, tuple[str, Any]] = {
    "asked": ("wait", _("Asked for")),
    "agreed": ("met", _("In force")),
    "talk": ("yet", _("Let us talk")),
    "ended": ("off", _("Ended")),
}
