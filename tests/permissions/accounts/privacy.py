"""What one may know and decide about one's own record."""

from datetime import timedelta

from accounts.privacy.wordings import wording
from accounts.services.consents import answer_consent
from accounts.services.holds import place_hold
from accounts.services.requests import open_request
from lms.core import clock
from lms.core.reads import record_read
from tests.permissions.matrix import EVERYBODY, SIGNED_IN, Entry


def agreed(world):
    """A yes of Ada's."""
    said = wording("research")
    yes = answer_consent(person=world.owner, purpose="research", is_yes=True, seen_sha256=said.sha256, at=clock.now() - timedelta(days=2))
    return {"public_id": yes.public_id.lower()}


def was_read(world):
    """Cy opened a note of Ada's."""
    record_read(actor=world.supervisor, subjects=[world.owner.public_id], record_type="logbook.note", role="supervisor")
    return {}


def asked(world):
    """Ada asked for her record to be erased, with a canary."""
    return {"public_id": open_request(person=world.owner, kind="erasure", words="the canary").public_id}


def held(world):
    return {**asked(world), "hold_id": place_hold(person=world.owner, kind="audit", by=world.privacy).public_id}


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
    Entry("accounts:requests", SIGNED_IN),
    Entry("accounts:request_new", SIGNED_IN),
    Entry("accounts:data_request", {"owner"}, asked),
    Entry("accounts:request_take_back", {"owner"}, asked),
    # Somebody who signed in less than ten minutes ago; otherwise a redirect to prove who they are.
    Entry("accounts:erasure", SIGNED_IN),
    Entry("accounts:erasure_keep", SIGNED_IN, posts_only=True),
    Entry("accounts:erased", EVERYBODY),
    Entry("accounts:manage_requests", {"privacy"}),
    Entry("accounts:manage_request", {"privacy"}, asked),
    Entry("accounts:manage_request_look", {"privacy"}, asked, posts_only=True),
    Entry("accounts:manage_request_longer", {"privacy"}, asked),
    Entry("accounts:manage_erase", {"privacy"}, asked),
    Entry("accounts:hold_place", {"privacy"}, asked, posts_only=True),
    Entry("accounts:hold_end", {"privacy"}, held, posts_only=True),
    Entry("accounts:all_reads", {"privacy"}),
    Entry("accounts:all_reads_csv", {"privacy"}),
    Entry("accounts:all_consents", {"privacy"}),
]
