"""Everybody may raise a worry; only safeguarding leads read one. A record opened in need is there for whoever opened it."""

from tests.factories.safeguarding import opened, raised

from .matrix import SIGNED_IN, Entry

LEAD = {"safeguarding"}
GLASS = {"safeguarding", "privacy", "admin"}


def concern(world):
    return {"public_id": raised(world.owner, world.supervisor).public_id}


def noted(world):
    return {**concern(world), "act": "note"}


def supervisee(world):
    return {"kind": "supervisee", "ref": world.owner.public_id}


def glass(world):
    return {"public_id": opened(world.owner, world.privacy).public_id}


ENTRIES = [
    Entry("safeguarding:mine", SIGNED_IN, note="what one raised oneself, and what was shared with one"),
    Entry("safeguarding:raise_open", SIGNED_IN),
    Entry("safeguarding:raise", {"supervisor"}, supervisee, note="about somebody whom one may read; nobody else learns that they exist"),
    Entry("safeguarding:concerns", LEAD),
    Entry("safeguarding:concern", LEAD, concern),
    Entry("safeguarding:take_up", LEAD, concern, posts_only=True),
    Entry("safeguarding:act", LEAD, noted),
    Entry("safeguarding:opened", SIGNED_IN, note="everybody's own"),
    Entry("safeguarding:glass", GLASS),
    Entry("safeguarding:glass_open", {"privacy"}, glass, note="whoever opened it, for half an hour"),
    Entry("safeguarding:glass_end", GLASS, glass, posts_only=True, note="a POST by anybody but whoever opened it is 404"),
]
