"""Asking many people into a cohort, from a list that somebody has looked through row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from accounts.joining.rows import Row
from accounts.models import Invitation, User
from courses.models import Cohort, Enrolment
from courses.queries.places import room_in
from courses.services.enrol import CohortOver, refuse_over
from courses.services.invite_to_cohort import NO_PLACE_LEFT, invite_to_cohort
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@dataclass(frozen=True)
class Line:
    """One row, and what will happen (or happened) to it.

    `fate`: "send", "left_out", "member" (has a place already), "invited" (an open invitation is out), "problem" (something in the row
    has to be put right), "sent", "refused" (`says` holds why: no place is left, say).
    """

    row: Row
    fate: str
    says: str = ""


def preview_many(
    cohort: Cohort, rows: Sequence[Row], *, leave: frozenset[int], sure: frozenset[int], at: datetime | None = None
) -> list[Line]:
    """What would happen to each row; changes nothing. `leave`: rows to leave out; `sure`: doubtful ones that are right as they stand."""
    emails = {row.email for row in rows}
    members = set(Enrolment.objects.learning().filter(cohort=cohort, person__email__in=emails).values_list("person__email", flat=True))
    waiting = Invitation.objects.filter(context_key=cohort.context_key, email__in=emails, used_at=None, withdrawn_at=None)
    invited = set(waiting.filter(expires_at__gt=at or clock.now()).values_list("email", flat=True))

    def fate(row: Row) -> str:
        if row.number in leave:
            return "left_out"
        if not (row.is_ready or (row.is_doubtful_only and row.number in sure)):
            return "problem"
        return "member" if row.email in members else "invited" if row.email in invited else "send"

    room, why_not = _room(cohort, at or clock.now())
    lines = []
    for row in rows:
        line = Line(row, fate(row))
        if line.fate == "send" and room == 0:
            line = Line(row, "refused", why_not)
        elif line.fate == "send" and room is not None:
            room -= 1
        lines.append(line)
    return lines


def _room(cohort: Cohort, moment: datetime) -> tuple[int | None, str]:
    """How many can be asked yet (None: as many as come), and what is said to who runs the cohort about everybody else."""
    try:
        refuse_over(cohort, moment)
    except CohortOver as over:
        return 0, str(over)
    return room_in(cohort, moment), str(NO_PLACE_LEFT)


def invite_many(
    *, cohort: Cohort, rows: Sequence[Row], leave: frozenset[int], sure: frozenset[int], by: User, batch: str, at: datetime | None = None
) -> list[Line]:
    """Send the invitations of a list. The same `batch` twice sends nobody a second mail: what was sent is said again.

    Each row is one transaction, so that a list which broke off is finished by sending it again. Raises PermissionDenied for others
    than the cohort's managers.
    """
    require(by, "courses.invite_to_cohort", cohort)
    keys = {row.number: f"rows:{by.public_id}:{batch}:{row.number}" for row in rows}  # by place: no address stands in a key
    sent = set(Invitation.objects.filter(request_key__in=keys.values()).values_list("request_key", flat=True))
    lines = preview_many(cohort, rows, leave=leave, sure=sure, at=at)
    return [
        Line(line.row, "sent")
        if keys[line.row.number] in sent
        else _send(cohort, line, by, keys[line.row.number], at)
        if line.fate == "send"
        else line
        for line in lines
    ]


def _send(cohort: Cohort, line: Line, by: User, key: str, at: datetime | None) -> Line:
    try:
        invite_to_cohort(cohort=cohort, email=line.row.email, called=line.row.called, by=by, request_key=key, at=at)
    except Refused as error:
        return Line(line.row, "refused", str(error))
    except IntegrityError:  # the same list was sent twice in one moment: the other one has sent this row
        return Line(line.row, "sent")
    return Line(line.row, "sent")
