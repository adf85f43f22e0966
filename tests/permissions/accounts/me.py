"""One's own details: everybody who is signed in has theirs. The legal name is asked for by a scheme, or there is no such page."""

from tests.permissions.matrix import SIGNED_IN, Entry


def wanted(world):
    """Ada has given hers, because a scheme asked for it once."""
    from accounts.services.details import write_legal_name

    write_legal_name(person=world.owner, name="Ada Legalcanary")
    return {}


ENTRIES = [
    Entry("accounts:me", SIGNED_IN),
    Entry("accounts:previous_names", SIGNED_IN),
    Entry("accounts:legal_name", {"owner"}, wanted),
]
