"""The moves of a place in a cohort, and of what is wrong on a page, to be read aloud."""

from lms.core.moves import Move

ENROLMENT_MOVES = {
    "complete": Move({"active"}, "completed"),
    "leave": Move({"active"}, "left", needs="courses.end_enrolment"),
    # No permission: coming back is by invitation, and whoever sent that was asked.
    "return": Move({"left"}, "active"),
}

PROBLEM_MOVES = {
    "close": Move({"open"}, "closed", needs="courses.look_at_problem"),
    "reopen": Move({"closed"}, "open", needs="courses.look_at_problem"),
}
