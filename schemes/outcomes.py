"""The six answers that a stranger may get (decisions.md 20). Pure.

Everything else is "we cannot confirm this": there is deliberately no seventh member for it, so that no code can tell a
wrong number from a wrong name from a certificate that never was.
"""

from __future__ import annotations

from enum import StrEnum

from schemes.standing import Code, Standing


class PublicOutcome(StrEnum):
    CURRENT = "current"
    CURRENT_WITH_CONDITIONS = "current_with_conditions"
    ENDED = "ended"
    NOT_VALID_AT_PRESENT = "not_valid_at_present"
    REVOKED = "revoked"
    NEWER_COPY = "newer_copy"


# Given up and run out read the same to a stranger: why it ended is the holder's to tell.
_BY_CODE = {
    Code.CURRENT: PublicOutcome.CURRENT,
    Code.EXPIRED: PublicOutcome.ENDED,
    Code.SURRENDERED: PublicOutcome.ENDED,
    Code.SUSPENDED: PublicOutcome.NOT_VALID_AT_PRESENT,
    Code.REVOKED: PublicOutcome.REVOKED,
}


def public_outcome(standing: Standing, *, copy_is_replaced: bool = False) -> PublicOutcome | None:
    """What a checker is told; None for somebody who was never awarded anything (say "we cannot confirm this").

    A replaced copy says only that a newer one exists - but never hides that the certification itself is over.
    """
    found = _BY_CODE.get(standing.code)
    if standing.code is Code.GRACE:
        found = PublicOutcome(standing.grace_shown_as)
    if found is not PublicOutcome.CURRENT:
        return found
    if copy_is_replaced:
        return PublicOutcome.NEWER_COPY
    return PublicOutcome.CURRENT_WITH_CONDITIONS if standing.public_conditions else PublicOutcome.CURRENT
