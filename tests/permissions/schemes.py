"""My own record and application; the board's cases and records. A foreign case or certificate looks like nothing at all."""

from accounts.services.details import write_legal_name
from tests.factories.schemes import QUICK, begun, board_member, certified, quick, release, sent

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


def asking(world):
    """A case under a scheme that asks for legal names."""
    release(QUICK.replace("neutral_titles:", "legal_name: true, neutral_titles:"))
    write_legal_name(person=world.owner, name="Ada Legalcanary")
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
    Entry("schemes:legal_name", BOARD, asking),
    Entry("schemes:step_aside", BOARD, waiting),
    Entry("schemes:certificates", READERS),
    Entry("schemes:certificate", READERS, certificate),
    Entry("schemes:change", BOARD, act),
]
