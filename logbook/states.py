"""The moves of an entry. Whoever wrote it sends it; the other of the two hands answers."""

from lms.core.moves import Move

ENTRY_MOVES = {
    "submit": Move({"draft", "returned"}, "submitted", needs="logbook.send_entry"),
    "take_back": Move({"submitted"}, "draft", needs="logbook.take_back_entry"),
    "return": Move({"submitted"}, "returned", needs="logbook.countersign_entry"),
    "countersign": Move({"submitted"}, "countersigned", needs="logbook.countersign_entry"),
}
