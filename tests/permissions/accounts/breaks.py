"""Breaks and adjustments: one's own; what waits for an answer is the manager's of that person's programme."""

from accounts.services.adjustments import ask_adjustment
from tests.permissions.matrix import SIGNED_IN, Entry


def asked(world):
    return {"public_id": ask_adjustment(person=world.owner, kind="other", words="The canary words").public_id.lower()}


ENTRIES = [
    Entry("accounts:pause", SIGNED_IN),
    Entry("accounts:pause_end", SIGNED_IN, posts_only=True),
    Entry("accounts:pause_back", SIGNED_IN),
    Entry("accounts:adjustments", SIGNED_IN),
    Entry("accounts:adjustment_end", {"owner"}, asked),
    Entry("accounts:manage_adjustments", {"manager"}),
    Entry("accounts:manage_adjustment", {"manager"}, asked),
]
