"""The moves of a place in a cohort, to be read aloud."""

from lms.core.moves import Move

ENROLMENT_MOVES = {
    "complete": Move({"active"}, "completed"),
    "leave": Move({"active"}, "left", needs="courses.end_enrolment"),
    # No permission: coming back is by invitation, and whoever sent that was asked.
    "return": Move({"left"}, "active"),
}
