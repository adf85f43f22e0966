"""The moves of a place in a cohort, of somebody who asks for one, of a workshop, and of what is wrong on a page, to be read aloud."""

from dataclasses import dataclass

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

PLACE_REQUEST_MOVES = {
    "wait": Move({"asked"}, "waiting", needs="courses.answer_place_request"),
    "decline": Move({"asked", "waiting"}, "declined", needs="courses.answer_place_request"),
    "queue": Move({"asked"}, "waiting"),  # somebody who had asked comes with a code, and the cohort is full
    # No permissions: the service offers and lets offers go in the order of the list; who has a place has no open request.
    "offer": Move({"waiting"}, "offered"),
    "lapse": Move({"offered"}, "waiting"),
    "place": Move({"asked", "waiting", "offered"}, "placed"),
    "take_back": Move({"asked", "waiting", "offered"}, "taken_back"),
}
OPEN_REQUESTS = ("asked", "waiting", "offered")

WORKSHOP_MOVES = {
    "hold": Move({"planned"}, "held", needs="courses.keep_register"),
    "cancel": Move({"planned"}, "cancelled", needs="courses.keep_register"),
}


@dataclass(frozen=True)
class _Nobody:
    """Who moves a record when a rule of the house does, and no person."""

    public_id: str = ""


THE_SERVICE = _Nobody()
