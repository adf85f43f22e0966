"""The moves of a concern, to be read aloud."""

from lms.core.moves import Move

WAITING, TAKEN_UP, CLOSED = "waiting", "taken_up", "closed"
LEAD = "safeguarding.lead_concern"
CONCERN_MOVES = {
    "take_up": Move({WAITING}, TAKEN_UP, needs=LEAD),
    "hand_over": Move({WAITING, TAKEN_UP}, TAKEN_UP, needs=LEAD),
    "close": Move({TAKEN_UP}, CLOSED, needs=LEAD),
}
