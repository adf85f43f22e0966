"""Sentences for a report: what counts, how much, what is missing. To the minute, and "not yet", never anything worse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from lms.core.minutes import say_minutes, say_share
from schemes.requirements import Cite, Outcome, Report

NOT_COUNTED = {
    "same_module": lazy("the same module counts once"),
    "not_passed": lazy("not yet passed"),
    "taken_again": lazy("a later try took its place"),
    "passed_already": lazy("one pass is enough"),
    "newer_judgement": lazy("a newer judgement counts"),
    "judged_not_yet": lazy("not yet met"),
    "open_unsafe": lazy("needs a talk first; nothing can be awarded until it is met"),
    "other_framework_version": lazy("another version of the framework"),
    "not_asked_for": lazy("this scheme does not ask for it"),
    "not_sent": lazy("not sent yet"),
    "returned": lazy("there is a question to answer"),
    "waits_for_confirmation": lazy("waits for your supervisor"),
    "counted": lazy("this activity does not count"),
    "excluded": lazy("this activity does not count"),
    "within_months": lazy("too long ago"),
    "day_max_minutes": lazy("above what counts on one day"),
    "large_group": lazy("large groups count in part"),
    "group_max_minutes": lazy("above what counts from groups"),
    "one_minute_once": lazy("the same minutes count once"),
    "other_statement_version": lazy("another version of the wording"),
    "signed_already": lazy("one signature is enough"),
}
# What is done about it is the person's: a board reads the same rule without "your".
NOT_COUNTED_FOR_OTHERS = {**NOT_COUNTED, "waits_for_confirmation": lazy("not yet confirmed by a supervisor")}


def name_of(key: str) -> str:
    """A key of a domain, a competency or an activity as people read it: `crisis-response` is "Crisis response"."""
    return key.replace("-", " ").replace("_", " ").capitalize()


@dataclass(frozen=True)
class Said:
    """`how_much` is the figure, `rest` what is to go or waiting, `parts` the same for each part that is not there yet."""

    how_much: str
    rest: str
    parts: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        return f"{self.how_much} {self.rest}".strip()

    def __str__(self) -> str:
        return " ".join((self.short, *self.parts))


def say(outcome: Outcome) -> Said:
    """Two sentences: how much there is, and what is missing."""
    return _SAY[outcome.unit](outcome)


def _minutes(outcome: Outcome) -> Said:
    parts = tuple(_part(part) for part in outcome.parts if part.state == "not_yet")
    return Said(_("You have %(share)s.") % {"share": say_share(outcome.have, outcome.need)}, " ".join(_rest_of_minutes(outcome)), parts)


def _rest_of_minutes(outcome: Outcome) -> Iterable[str]:
    if outcome.missing:
        yield _("%(missing)s to go.") % {"missing": say_minutes(outcome.missing)}
    if outcome.waiting and not outcome.is_met:
        said = {"waiting": say_minutes(outcome.waiting)}
        yield (
            ngettext(
                "%(waiting)s waits to be confirmed and will count then.",
                "%(waiting)s wait to be confirmed and will count then.",
                _count(outcome.waiting),
            )
            % said
        )


def _count(minutes: int) -> int:
    """Whether "39 hours" or "1 minute" takes a plural verb."""
    return 1 if minutes in (1, 60) else 2


def _part(part: Outcome) -> str:
    said = {"missing": say_minutes(part.missing), "of": name_of(part.title), "share": say_share(part.have, part.need)}
    if part.kind == "supervision_individual":
        return _("One to one: %(share)s, %(missing)s to go.") % said
    return _("%(of)s: %(share)s, %(missing)s to go.") % said


def _competencies(outcome: Outcome) -> Said:
    figures = {"have": outcome.have, "need": outcome.need}
    return Said(_("%(have)d of %(need)d competencies are met.") % figures, " ".join(_missing_competencies(outcome)))


def _missing_competencies(outcome: Outcome) -> Iterable[str]:
    to_do = [name_of(part.title) for part in outcome.parts if part.state == "not_yet"]
    waiting = [name_of(part.title) for part in outcome.parts if part.state == "waiting"]
    if to_do:
        yield _("Still to show: %(names)s.") % {"names": ", ".join(to_do)}
    if waiting:
        yield _("With an assessor: %(names)s.") % {"names": ", ".join(waiting)}
    unsafe = [name_of(left.cite.label) for left in outcome.not_counted if left.rule == "open_unsafe"]
    if unsafe:
        yield _("%(names)s needs a talk with your assessor first.") % {"names": ", ".join(unsafe)}


def _quiz(outcome: Outcome) -> Said:
    if outcome.is_met:
        return Said(_("You have passed it."), "")
    tries = [left.cite for left in outcome.not_counted if left.cite.out_of]
    said = _("Last time you had %(n)d of %(of)d.") % {"n": tries[-1].amount, "of": tries[-1].out_of} if tries else ""
    return Said(_("Not yet passed."), said)


def _statement(outcome: Outcome) -> Said:
    if outcome.is_met:
        return Said(_("You signed it on %(day)s.") % {"day": date_format(outcome.counted[0].on, "j F Y")}, "")
    older = any(left.rule == "other_statement_version" for left in outcome.not_counted)
    return Said(_("Not yet signed."), _("You signed another version; this one is new.") if older else "")


def _group(outcome: Outcome) -> Said:
    figures = {"have": outcome.have, "need": outcome.need}
    how_much = ngettext("%(have)d of %(need)d is met.", "%(have)d of %(need)d are met.", outcome.need) % figures
    return Said(how_much, "" if outcome.is_met else _group_rest(outcome))


def _group_rest(outcome: Outcome) -> str:
    if outcome.kind == "any_of":
        return _("One of these is enough.")
    return ngettext("%(n)d more is needed.", "%(n)d more are needed.", outcome.missing) % {"n": outcome.missing}


_SAY: dict[str, Callable[[Outcome], Said]] = {
    "minutes": _minutes,
    "competency": _competencies,
    "quiz": _quiz,
    "statement": _statement,
    "requirement": _group,
}


def missing_sentences(report: Report) -> list[str]:
    """One sentence for each requirement that is not met: what an application is refused with."""
    return [f"{one.title}: {say(one)}" for one in report.outcome.parts if not one.is_met]


def say_amount(cite: Cite, unit: str) -> str:
    """What one piece of evidence adds: "1 hour 30 minutes", "8 of 10", "met"."""
    if unit == "minutes":
        return say_minutes(cite.amount) if not cite.exact else _("%(minutes)s minutes") % {"minutes": _decimal(cite.exact)}
    if unit == "quiz":
        return _("%(n)d of %(of)d") % {"n": cite.amount, "of": cite.out_of}
    return ""


def _decimal(exact: str) -> str:
    above, _, below = exact.partition("/")
    return f"{int(above) / int(below):g}"
