"""The moves of a place in a cohort, to be read aloud."""

from lms.core.moves import Move

ENROLMENT_MOVES = {
    "complete": Move({"active"}, "completed"),
    "leave": Move({"active"}, "left", needs="courses.end_enrolment"),
    "return": Move({"left"}, "active", needs="courses.end_enrolment"),
}
