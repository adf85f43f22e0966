"""What one is told: the inbox is everybody's own, the words are the administrators', who cannot be reached the managers' too."""

from accounts.services import release_wording, tell
from lms.core import clock
from lms.core.models import OutboxMessage
from tests.permissions.matrix import SIGNED_IN, Entry

ADMIN = {"admin"}


def told(world):
    """Ada has a message that could leak."""
    tell(person=world.owner, kind="accounts.identity", key="canary")
    OutboxMessage.objects.update(state="here", channel="here", sent_at=clock.now(), body="the canary")
    return {}


def kind(world):
    return {"kind": "accounts.identity", "language": "en-gb"}


def version(world):
    words = {"subject": "A note", "body": "Hello {called}", "based_on": 0}
    row = release_wording(kind="accounts.identity", language="en-gb", by=world.admin, **words)
    return {**kind(world), "version": row.version}


ENTRIES: list[Entry] = [
    Entry("accounts:messages", SIGNED_IN, told),
    Entry("accounts:messages_read", SIGNED_IN, told, posts_only=True),
    Entry("accounts:my_messages", SIGNED_IN),
    Entry("accounts:my_messages_try_again", SIGNED_IN, posts_only=True),
    Entry("accounts:wordings", ADMIN),
    Entry("accounts:message_log", ADMIN, told),
    Entry("accounts:unreached", {"admin", "manager"}),
    Entry("accounts:wording", ADMIN, kind),
    Entry("accounts:wording_version", ADMIN, version),
]
