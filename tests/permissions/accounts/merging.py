"""Two records of one person: the privacy officer and the administrator join them, the person's own link takes them apart."""

from accounts.models import Merge
from accounts.services import merge
from lms.core.models import OutboxMessage
from lms.core.outbox import compose
from tests.factories.accounts import UserFactory
from tests.permissions.matrix import EVERYBODY, Entry

OFFICERS = {"privacy", "admin"}


def _joined(world) -> Merge:
    second = UserFactory(called="Ada again")
    return merge(kept=world.owner, joined=second, by=world.privacy, reason="two_invitations")


def two(world):
    return {"kept": world.owner.public_id, "joined": UserFactory(called="Ada again").public_id}


def one(world):
    return {"public_id": _joined(world).public_id}


def token(world):
    _joined(world)
    return {"token": compose(OutboxMessage.objects.latest("pk")).body.split("/merge/")[1].split("/")[0]}


ENTRIES = [
    Entry("accounts:merge", OFFICERS),
    Entry("accounts:merge_preview", OFFICERS, two),
    Entry("accounts:merge_undo", OFFICERS, one),
    Entry("accounts:merge_objection", EVERYBODY, token),
]
