"""Who may act on an entry, as sentences. Who may read one is Entry.objects.readable_by."""

import rules

from accounts.models import User
from accounts.queries import are_one
from accounts.rules import is_supervisor

from .models import Entry
from .models.entries import supervision_still_open


@rules.predicate
def is_its_person(person: User, entry: Entry) -> bool:
    return are_one(person, entry.person_id)


@rules.predicate
def wrote_it(person: User, entry: Entry) -> bool:
    return are_one(person, entry.logged_by_id)


@rules.predicate
def is_the_other_hand(person: User, entry: Entry) -> bool:
    """The one of the two who did not write it. Never the person alone, never anybody outside the two."""
    return are_one(person, entry.awaits_id) and not wrote_it(person, entry)


@rules.predicate
def is_one_of_the_two(person: User, entry: Entry) -> bool:
    return are_one(person, entry.person_id) or are_one(person, entry.supervisor_id)


@rules.predicate
def is_supervision(_: User, entry: Entry) -> bool:
    return entry.kind == "supervision"


@rules.predicate
def supervises_somebody(person: User) -> bool:
    """Today or within the last year, so that an ended link can still be looked back at."""
    return supervision_still_open(person).exists()


rules.add_perm("logbook.supervise", is_supervisor | supervises_somebody)
rules.add_perm("logbook.change_entry", wrote_it)
rules.add_perm("logbook.send_entry", wrote_it)
rules.add_perm("logbook.take_back_entry", wrote_it & is_its_person)
rules.add_perm("logbook.remove_entry", wrote_it & is_its_person)
rules.add_perm("logbook.countersign_entry", is_the_other_hand)
rules.add_perm("logbook.correct_entry", is_its_person | (is_supervision & is_one_of_the_two))
