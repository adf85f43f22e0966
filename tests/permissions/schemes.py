"""My own record and application; the board's cases and records. A foreign case or certificate looks like nothing at all."""

from tests.factories.schemes import begun, board_member, certified, quick, sent

from .matrix import SIGNED_IN, Entry

BOARD = {"board"}
READERS = {"board", "inspector"}


def scheme(world):
    return {"code": quick().code}


def statement(world):
    return {"code": quick().code, "key": "ethics"}


def case(world):
    return {"public_id": begun(world.owner).public_id}


def waiting(world):
    return {"public_id": sent(world.owner).public_id}


def certificate(world):
    return {"public_id": certified(world.owner, by=board_member("Yusra")).public_id}


def act(world):
    return {**certificate(world), "act": "suspend"}


ENTRIES = [
    Entry("schemes:record", SIGNED_IN),
    Entry("schemes:schemes", SIGNED_IN),
    Entry("schemes:needs", SIGNED_IN, scheme),
    Entry("schemes:send", SIGNED_IN, scheme),
    Entry("schemes:statement", SIGNED_IN, statement),
    Entry("schemes:case", {"owner"}, case),
    Entry("schemes:withdraw", {"owner"}, case),
    Entry("schemes:decisions", READERS),
    Entry("schemes:decision", READERS, waiting),
    Entry("schemes:new_report", BOARD, waiting, posts_only=True),
    Entry("schemes:step_aside", BOARD, waiting),
    Entry("schemes:certificates", READERS),
    Entry("schemes:certificate", READERS, certificate),
    Entry("schemes:change", BOARD, act),
]
