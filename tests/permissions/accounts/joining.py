"""An invitation is known by its token."""

from accounts.services import invite
from lms.core.models import OutboxMessage
from tests.permissions.matrix import EVERYBODY, Entry


def token(world):
    invite(email="new@example.org", called="New", by=world.manager)
    return {"token": OutboxMessage.objects.get().body.split("/invite/")[1].split("/")[0]}


ENTRIES = [
    Entry("accounts:invitation", EVERYBODY, token),
    Entry("accounts:invitation_ask_again", EVERYBODY, token, posts_only=True),
    Entry("accounts:invitation_decline", EVERYBODY, token, posts_only=True),
    Entry("accounts:join", EVERYBODY),
]
