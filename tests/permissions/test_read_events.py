"""Every response that holds a sensitive record of somebody else has its read event: same request, same person (decisions.md 14).

Everybody who may meet such words walks through all addresses that anybody is shown; each answer in which a planted sentence stands is
looked up in the log by the id of its request. The second test takes the writing of events away from one place and sees that the first would
fail.
"""

import pytest

from lms.core.models import ReadEvent

from .planted import plant
from .test_matrix import own_names
from .walk import Walker, plain_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

# Not the question about hours: there the supervisor reads what they wrote themselves.
SENSITIVE = {"evidence", "evidence_title", "evidence_file_name", "shared_note", "decision_reasons", "private_reason"}
READERS = (
    "assessor",
    "supervisor",
    "manager",
    "board",
    "quality",
    "safeguarding",
    "privacy",
    "inspector",
    "admin",
    "organisation",
    "editor",
)


def walked(planted, roles):
    """Walkers who were everywhere: first along their own links, then at every address that one of them or Ada was shown."""
    starts = plain_addresses(own_names()) | planted.addresses
    everybody = {role: Walker(planted.world.person(role), planted.canaries) for role in (*roles, "owner")}
    for walker in everybody.values():
        walker.walk(starts)
    shown = set().union(*(walker.addresses for walker in everybody.values()))
    for role in roles:
        everybody[role].walk(shown)
    return {role: everybody[role] for role in roles}


def sightings(everybody):
    """What somebody typed into a search box stands in the box again: that is no sight of a record."""
    found = [(role, walker, seen) for role, walker in everybody.items() for seen in walker.seen if seen.record in SENSITIVE]
    return [(role, seen) for role, walker, seen in found if walker.canaries[seen.record].split()[0] not in seen.address]


def silent(planted, found):
    """(role, record, address) of each answer whose reading left no event that names Ada."""
    ada = planted.world.owner.public_id
    known = set(ReadEvent.objects.filter(subjects__person_ref=ada).values_list("request_id", flat=True))
    return sorted({(role, seen.record, seen.address) for role, seen in found if seen.request_id not in known})


def test_every_answer_with_a_sensitive_record_of_somebody_else_has_its_read_event():
    planted = plant()
    found = sightings(walked(planted, READERS))
    met = {(role, seen.record) for role, seen in found}
    assert {("assessor", "evidence"), ("supervisor", "shared_note"), ("board", "decision_reasons")} <= met
    assert silent(planted, found) == []


def test_a_place_that_forgets_its_event_is_found(monkeypatch):
    planted = plant()
    monkeypatch.setattr("logbook.reading.record_read", lambda **words: None)
    found = sightings(walked(planted, ("supervisor",)))
    assert {record for _role, record, _address in silent(planted, found)} >= {"shared_note"}
