"""What one may know and decide about one's own record."""

from datetime import timedelta

from accounts.services.consents import answer_consent
from accounts.wordings import wording
from lms.core import clock
from lms.core.models import ReadEvent
from lms.core.reads import record_read
from tests.permissions.matrix import SIGNED_IN, Entry


def agreed(world):
    """A yes of Ada's."""
    said = wording("research")
    yes = answer_consent(
        person=world.owner, purpose="research", is_yes=True, seen_sha256=said.sha256, at=clock.now() - timedelta(days=2)
    )
    return {"public_id": yes.public_id.lower()}


def was_read(world):
    """Cy opened a note of Ada's."""
    record_read(actor=world.supervisor, subjects=[world.owner.public_id], record_type="logbook.note", role="supervisor")
    return {}


def asked_at(world):
    was_read(world)
    return {"at": ReadEvent.objects.get(subjects__person_ref=world.owner.public_id).at.isoformat()}


ENTRIES = [
    Entry("accounts:privacy", SIGNED_IN),
    Entry("accounts:seen", SIGNED_IN),
    Entry("accounts:seen_csv", SIGNED_IN),
    # Without `?at=` of a read of one's own record there is nothing to ask about: tests/accounts/privacy/test_seen.py.
    Entry("accounts:seen_ask", set(), note="needs a read of one's own"),
    Entry("accounts:consents", SIGNED_IN),
    Entry("accounts:consent", SIGNED_IN, lambda world: {"purpose": "research"}),
    Entry("accounts:consent_stop", {"owner"}, agreed),
    Entry("accounts:consent_said", {"owner"}, agreed),
    Entry("accounts:all_reads", {"privacy"}),
    Entry("accounts:all_reads_csv", {"privacy"}),
    Entry("accounts:all_consents", {"privacy"}),
]
