"""Sentences for where somebody stands, and for what cannot be done."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from schemes.outcomes import PublicOutcome
from schemes.standing import Code, EventKind, Standing

# Kept in the chain for ever as a code: general on purpose. What happened belongs in the private note, which can be erased.
REASONS = [
    ("concern", lazy("A concern is being looked into")),
    ("conduct", lazy("A finding of the board")),
    ("requirements", lazy("A requirement is not met any more")),
    ("correction", lazy("Something in the record was not right")),
    ("request", lazy("The holder asked for it")),
    ("resolved", lazy("What led to it is resolved")),
]

CODES = {
    Code.NOT_AWARDED: lazy("Not awarded"),
    Code.CURRENT: lazy("Current"),
    Code.GRACE: lazy("Current, in the days after its end"),
    Code.EXPIRED: lazy("Ended"),
    Code.SUSPENDED: lazy("Not valid at present"),
    Code.REVOKED: lazy("Revoked"),
    Code.SURRENDERED: lazy("Given up by the holder"),
}

OUTCOMES = {
    PublicOutcome.CURRENT: lazy("This certificate is current"),
    PublicOutcome.CURRENT_WITH_CONDITIONS: lazy("Current, with conditions"),
    PublicOutcome.ENDED: lazy("This certificate has ended"),
    PublicOutcome.NOT_VALID_AT_PRESENT: lazy("Not valid at present"),
    PublicOutcome.REVOKED: lazy("This certificate has been revoked"),
    PublicOutcome.NEWER_COPY: lazy("A newer copy has been issued"),
}
CANNOT_CONFIRM = lazy("We cannot confirm this")

ACTS = {
    EventKind.AWARDED: lazy("Award"),
    EventKind.RENEWED: lazy("Renew"),
    EventKind.SUSPENDED: lazy("Suspend"),
    EventKind.LIFTED: lazy("Lift the suspension"),
    EventKind.REVOKED: lazy("Revoke"),
    EventKind.SURRENDERED: lazy("Give up"),
    EventKind.CONDITIONS_SET: lazy("Set conditions"),
    EventKind.CONDITIONS_ENDED: lazy("End the conditions"),
}

TIES = {
    "self": lazy("this is your own case"),
    "assessed": lazy("you have judged this person's work"),
    "countersigned": lazy("you have confirmed hours of this person"),
    "runs_the_programme": lazy("you run the programme in which this person learns"),
    "supervises": lazy("one of you supervises the other"),
    "manages": lazy("one of you manages the other"),
    "conflict": lazy("a conflict of interest between you was declared"),
}
# The same ties, said of somebody else on the board's page.
TIES_OF_OTHERS = {
    "assessed": lazy("judged this person's work"),
    "countersigned": lazy("confirmed hours of this person"),
    "runs_the_programme": lazy("runs the programme"),
}


def say_ties(ties: Iterable[str]) -> str:
    """Why somebody must not decide about this person."""
    listed = "; ".join(str(TIES[tie]) for tie in ties)
    return _("Somebody else on the board has to do this: %(ties)s.") % {"ties": listed}


def not_possible(kind: EventKind, now: Standing) -> str:
    """Why an act makes no sense for somebody who stands like this."""
    if kind is EventKind.CONDITIONS_SET and now.has_conditions:
        return _("There are conditions already. End those first, then set new ones.")
    if kind is EventKind.CONDITIONS_ENDED and not now.has_conditions:
        return _("On that day there are no conditions to end.")
    if kind is EventKind.LIFTED:
        return _("On that day it is not suspended, so there is nothing to lift.")
    if now.code is Code.NOT_AWARDED:
        return _("On that day it had not been awarded yet.")
    return _("“%(act)s” is not possible: on that day the standing is “%(standing)s”.") % {"act": ACTS[kind], "standing": CODES[now.code]}
