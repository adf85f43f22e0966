"""A holder's copies are the holder's alone: not even the board opens them. Checking is for everybody."""

from datetime import UTC, datetime, timedelta

from lms.core.ids import new_code
from tests.factories.certificates import awarded_on, issued

from .matrix import EVERYBODY, SIGNED_IN, Entry


def _copy(world):
    return issued(awarded_on(world.owner, datetime.now(UTC).date() - timedelta(days=30), world.board))


def copy(world):
    return {"public_id": _copy(world).public_id}


def paper(world):
    return {"public_id": _copy(world).public_id, "layout": "large"}


def certification(world):
    return {"public_id": _copy(world).certification.public_id}


ENTRIES = [
    Entry("certificates:list", SIGNED_IN),
    Entry("certificates:name", SIGNED_IN),
    Entry("certificates:copy", {"owner"}, copy),
    Entry("certificates:pdf", {"owner"}, copy),
    Entry("certificates:paper", {"owner"}, paper),
    # Answers 405 to anybody's GET before it looks at whose it is; a foreign POST answers 404 (tests/certificates/test_holding.py).
    Entry("certificates:ask", SIGNED_IN, certification, posts_only=True),
    Entry("certificates:organisation", {"organisation"}),
    Entry("certificates:check", EVERYBODY),
    Entry("certificates:scan", EVERYBODY, lambda world: {"code": new_code()}, note="opening it tells nothing about the code"),
]
