"""The register of a workshop: closed once, put right afterwards line by line. Minutes are credited when it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import are_one
from courses.models import Attendance, TrainingCredit, Workshop
from courses.queries.workshops import lines_of, register_of
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import NotAllowed, move
from lms.core.permissions import require


@dataclass(frozen=True)
class Was:
    """What the register says of one person. `minutes` is asked only for somebody who was there for a part."""

    was: Literal["present", "part", "absent"]
    minutes: int = 0


@transaction.atomic
def close_register(*, workshop: Workshop, noted: Mapping[int, Was], by: User, at: datetime | None = None) -> Workshop:
    """Note who was there, for everybody on the register at once, and credit their minutes. `noted`: person -> what is said of them.

    Raises Refused before the workshop has begun, for somebody who is not on the register, for somebody left out, for more minutes than
    count; NotAllowed when it was closed or called off: of two who close it at once the second finds it closed.
    """
    moment = at or clock.now()
    held = Workshop.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=workshop.pk)
    if not held.has_begun(moment):
        raise Refused(_("The register opens when the workshop begins."))
    move(held, "hold", by=by, at=moment)
    lines = {line.person.pk: line.person for line in register_of(held, by) if not line.is_mine}
    if set(noted) - set(lines):
        raise Refused(_("Somebody in this list had no place in the cohort on that day. Please look at it again."))
    if set(lines) - set(noted):
        raise Refused(_("Say for everybody whether they were there."))
    for person_id, was in noted.items():
        _note(held, lines[person_id], was, by, moment)
    return held


@transaction.atomic
def correct_attendance(*, workshop: Workshop, person: User, was: Was, by: User, at: datetime | None = None) -> Attendance:
    """Put one line right after the register was closed: a new row takes the place of the old one, and so do its minutes.

    Also for somebody who was left out. Saying the same again changes nothing. Where two records of one person are on the register, each
    line that says something else is put right, so that no minutes of the old ones stay. Raises Refused as `close_register`; NotAllowed
    while the register is open.
    """
    require(by, "courses.keep_register", workshop)
    held = Workshop.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=workshop.pk)
    if held.state != "held":
        raise NotAllowed(_("This register is not closed yet."))
    line = next((line for line in register_of(held, by) if line.person.pk == person.pk), None)
    if line is None or line.is_mine:
        raise Refused(_("Somebody else has to write this line."))
    said, moment = (was.was, _minutes(held, was)), at or clock.now()
    lines = lines_of(held, line.person)
    if not lines:
        return _note(held, line.person, was, by, moment)
    wrong = [row for row in lines if (row.was, row.minutes) != said]
    # Under the record of the line that it replaces: taken apart again, each record keeps what its register says.
    put_right = [_note(held, row.person, was, by, moment, replaces=row) for row in wrong]
    return put_right[0] if put_right else lines[0]


def _minutes(workshop: Workshop, was: Was) -> int:
    return {"present": workshop.minutes, "absent": 0}.get(was.was, was.minutes)


def _note(workshop: Workshop, person: User, was: Was, by: User, moment: datetime, replaces: Attendance | None = None) -> Attendance:
    minutes = _minutes(workshop, was)
    if was.was == "part" and not 0 < minutes <= workshop.minutes:
        raise Refused(_("For a part, between 1 and %(most)d minutes count.") % {"most": workshop.minutes})
    if are_one(by, person.pk):
        raise Refused(_("Somebody else has to write this line."))
    row = Attendance.objects.create(
        workshop=workshop, person=person, was=was.was, minutes=minutes, replaces=replaces, noted_by=by, noted_at=moment
    )
    if minutes:
        TrainingCredit.objects.create(
            person=person, attendance=row, domain=workshop.domain, minutes=minutes, delivery="live", awarded_on=workshop.on
        )
    return row
