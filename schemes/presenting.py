"""A report as pages show it: sentences, figures, what counts, and where to go next. Reads values only, asks no table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from lms.core.minutes import say_share
from schemes.requirements import Cite, NotCounted, Outcome, Report
from schemes.words.requirements import NOT_COUNTED, NOT_COUNTED_FOR_OTHERS, Said, name_of, say, say_amount

TAGS = {"met": "met", "waiting": "wait", "not_yet": "yet"}
TAG_WORDS = {"met": lazy("Met"), "waiting": lazy("Waiting"), "not_yet": lazy("Not yet")}
# Where the next step of a kind is taken: the URL name and the words of the link.
NEXT_STEPS = {
    "training_minutes": ("courses:learn", lazy("Carry on learning")),
    "quiz_passed": ("courses:learn", lazy("Go to the test")),
    "competencies_judged": ("assessments:portfolio", lazy("See what each one needs")),
    "practice_minutes": ("logbook:hours_new", lazy("Add hours")),
    "supervision_minutes": ("logbook:supervision_new", lazy("Log a session")),
}
SHOWN = 10


@dataclass(frozen=True)
class Entry:
    """One piece of evidence in words."""

    cite: Cite
    amount: str
    why: str = ""

    @property
    def name(self) -> str:
        return name_of(self.cite.label)


@dataclass(frozen=True)
class Line:
    """One requirement on a page. `theirs` is set where somebody else than the holder reads it."""

    outcome: Outcome
    scheme: str = ""
    theirs: bool = False

    @property
    def said(self) -> Said:
        return say(self.outcome)

    @property
    def tag(self) -> str:
        return TAGS[self.outcome.state]

    @property
    def tag_words(self) -> str:
        return str(TAG_WORDS[self.outcome.state])

    @property
    def figure(self) -> str:
        """The result in short: "40 of 40 hours", "5 of 5", "9 of 10", "Signed"."""
        outcome = self.outcome
        if outcome.unit == "minutes":
            return say_share(outcome.have, outcome.need)
        if outcome.unit == "quiz":
            return say_amount(outcome.counted[0], "quiz") if outcome.counted else _("Not yet passed")
        if outcome.unit == "statement":
            return _("Signed") if outcome.is_met else _("Not yet signed")
        return _("%(have)d of %(need)d") % {"have": outcome.have, "need": outcome.need}

    @property
    def rests_on(self) -> str:
        counted = len(self.outcome.counted)
        return ngettext("%(n)d entry", "%(n)d entries", counted) % {"n": counted} if counted else ""

    @cached_property
    def entries(self) -> list[Entry]:
        return [self._entry(cite) for cite in self.outcome.counted]

    @property
    def first_entries(self) -> list[Entry]:
        """The newest, so that a page with three years of entries stays short."""
        return list(reversed(self.entries))[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.entries) - SHOWN, 0)

    @cached_property
    def left_out(self) -> list[Entry]:
        return [self._left(left) for left in self.outcome.not_counted]

    @property
    def first_left_out(self) -> list[Entry]:
        return list(reversed(self.left_out))[:SHOWN]

    @property
    def parts(self) -> list[Part]:
        return [Part(part) for part in self.outcome.parts] if self.outcome.unit != "requirement" else []

    @property
    def inside(self) -> list[Line]:
        """The requirements of a group."""
        return [Line(part, self.scheme, self.theirs) for part in self.outcome.parts] if self.outcome.unit == "requirement" else []

    @property
    def next_step(self) -> tuple[str, str] | None:
        """(address, words), or None where nothing is for the holder to do."""
        if self.outcome.state != "not_yet":
            return None
        if self.outcome.kind == "attestation":
            return reverse("schemes:statement", args=[self.scheme, self.outcome.key]), _("Read it and sign")
        name, words = NEXT_STEPS.get(self.outcome.kind, ("", ""))
        try:
            return (reverse(name), str(words)) if name else None
        except NoReverseMatch:
            return None

    def _entry(self, cite: Cite) -> Entry:
        return Entry(cite, say_amount(cite, self.outcome.unit))

    def _left(self, left: NotCounted) -> Entry:
        why = (NOT_COUNTED_FOR_OTHERS if self.theirs else NOT_COUNTED)[left.rule]
        return Entry(left.cite, say_amount(left.cite, self.outcome.unit), str(why))


@dataclass(frozen=True)
class Part:
    """A domain, a competency, or the one-to-one part of supervision."""

    outcome: Outcome

    @property
    def name(self) -> str:
        return name_of(self.outcome.title) if self.outcome.title else _("One to one")

    @property
    def figure(self) -> str:
        if self.outcome.unit == "minutes":
            return Line(self.outcome).figure
        return str(TAG_WORDS[self.outcome.state])


@dataclass(frozen=True)
class Shown:
    """A whole report on a page."""

    report: Report
    theirs: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        return [Line(part, self.report.scheme, self.theirs) for part in self.report.outcome.parts]

    def _in(self, state: str) -> list[Line]:
        return [line for line in self.lines if line.outcome.state == state]

    @cached_property
    def for_you(self) -> list[Line]:
        return self._in("not_yet")

    @cached_property
    def waiting(self) -> list[Line]:
        return self._in("waiting")

    @cached_property
    def done(self) -> list[Line]:
        return self._in("met")

    @property
    def leaves(self) -> list[Line]:
        """The requirements themselves, also those inside a group."""
        return _leaves(self.lines)

    @property
    def next_line(self) -> Line | None:
        """The requirement that is nearest to being met and has something to do: a good next step."""
        doable = [line for line in _leaves(self.for_you) if line.next_step]
        return min(doable, key=lambda line: line.outcome.missing / max(line.outcome.need, 1), default=None)


def _leaves(lines: Sequence[Line]) -> list[Line]:
    return [leaf for line in lines for leaf in (_leaves(line.inside) if line.inside else [line])]


def references(report: Report) -> set[tuple[str, str]]:
    """(requirement, ref) of everything a report looked at: what is new in a later one came in since."""
    leaves = report.outcome.leaves()
    return {(leaf.key, cite.ref) for leaf in leaves for cite in (*leaf.counted, *(left.cite for left in leaf.not_counted))}


def came_in_since(frozen: Report, now: Report) -> int:
    """How many pieces of evidence are in the later report and not in the frozen one."""
    return len(references(now) - references(frozen))
