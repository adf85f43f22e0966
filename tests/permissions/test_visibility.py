"""Everybody walks through the whole house, past every record of Ada's: nobody meets words that docs/who-sees-what.md does not give them.

Every page, list, search, file, PDF, export and message that anybody is shown is asked for by everybody: by each role with a tie to Ada, by
the same role without one, by somebody whose roles and ties have ended, and by a stranger.
"""

from collections import defaultdict

import pytest
from django.db.models import Q

from lms.core.models import OutboxMessage, ReadEvent
from safeguarding.queries import CONCERN

from .matrix import ROLES
from .planted import plant
from .test_matrix import own_names
from .visible import table
from .walk import Walker, plain_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]


def walkers(planted):
    """One for each role with a tie to Ada and, where it can be held without one, one without."""
    people = {role: planted.world.person(role) for role in ROLES}
    people |= {f"{role} elsewhere": person for role, person in planted.elsewhere.items()}
    return {name: Walker(person, planted.canaries) for name, person in people.items()}


def walk_all(planted):
    """Everybody walks; then everybody asks for every address that anybody was shown."""
    everybody = walkers(planted)
    starts = plain_addresses(own_names()) | planted.addresses
    for walker in everybody.values():
        walker.walk(starts)
    shown = set().union(*(walker.addresses for walker in everybody.values()))
    for walker in everybody.values():
        walker.walk(shown)
    return everybody


def without_event(planted, walker, who, sensitive):
    """Answers with sensitive words whose reading left no event that names Ada.

    A worry stands under its own id until a lead has shared it with her (docs/decisions/0066): there, the event of the worry counts.
    """
    about_ada = Q(subjects__person_ref=planted.world.owner.public_id) | Q(record_type=CONCERN)
    known = set(ReadEvent.objects.filter(about_ada).values_list("request_id", flat=True))
    found = {(seen.record, seen.address): seen.request_id for seen in walker.seen if seen.record in sensitive}
    return sorted((who, record, address) for (record, address), request_id in found.items() if request_id not in known)


def test_nobody_meets_words_that_are_not_for_them_and_every_sensitive_read_leaves_an_event():
    planted, may = plant(), table()
    assert set(may.cells) == set(planted.canaries), "the table and what is planted name the same records"
    everybody = walk_all(planted)
    leaks, met, silent = [], defaultdict(set), []
    for who, walker in everybody.items():
        assert len(walker.asked) > 100
        for seen in walker.seen:
            met[seen.record].add(who)
            if who == "owner" or not may.may(seen.record, who):
                leaks += [] if who == "owner" and may.may(seen.record, "owner") else [(who, seen.record, seen.mode, seen.address)]
        if who != "owner":
            silent += without_event(planted, walker, who, may.sensitive)
    assert leaks == []
    assert silent == []
    # And what somebody may read they do find: a table that promises more than there is helps nobody.
    promised = {(record, role) for record in may.cells for role in may.roles if may.may(record, role)}
    assert sorted(promised - {(record, who) for record, people in met.items() for who in people}) == []


def test_messages_hold_nothing_of_anybodys_record_that_the_reader_may_not_read():
    planted, may = plant(), table()
    role_of = {planted.world.person(role).public_id: role for role in ROLES if role != "stranger"}
    leaks = [
        (role_of.get(message.to_ref, "stranger"), record, message.subject)
        for message in OutboxMessage.objects.all()
        for record, words in planted.canaries.items()
        if words in message.subject + message.body and not may.may(record, role_of.get(message.to_ref, "stranger"))
    ]
    assert OutboxMessage.objects.count() >= 3
    assert leaks == []
    in_subjects = [m.subject for m in OutboxMessage.objects.all() for words in planted.canaries.values() if words in m.subject]
    assert in_subjects == []
