"""Whom a supervisor's pages are about."""

from accounts.models import User
from accounts.worries import Worry, know_worry
from lms.core.ids import normalise
from logbook.models import Entry
from logbook.queries import supervisees_to_see


def supervisee(reader: User, ref: str) -> Worry | None:
    """Somebody whom this reader supervises, or did until not long ago."""
    person = supervisees_to_see(reader).filter(public_id=normalise(ref)).first()
    return Worry(person, person.called) if person else None


def other_of_entry(reader: User, ref: str) -> Worry | None:
    """The other one of the two people of an entry."""
    entry = Entry.objects.readable_by(reader).filter(public_id=normalise(ref)).select_related("person", "supervisor").first()
    if entry is None or entry.supervisor is None:
        return None
    other = entry.supervisor if entry.person_id == reader.pk else entry.person
    return Worry(other, other.called)


know_worry("supervisee", supervisee)
know_worry("entry", other_of_entry)
