"""Writing for oneself: saved as one goes, sealed, and never lost between two devices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.consent_screen import must_ask
from courses.models import JournalCopy, JournalEntry, ModuleEdition
from courses.sealing import read_entry, seal_words
from lms.core import clock
from lms.core.errors import Refused

LONGEST = 20_000


@dataclass(frozen=True)
class Place:
    """The box in a step that an entry belongs to."""

    module_key: UUID
    edition: ModuleEdition
    step_key: str
    block_id: str


@dataclass(frozen=True)
class Saved:
    """What became of a save. `other` holds the words that stood there from another device, or None when there is nothing to choose."""

    entry: JournalEntry | None
    version: int
    other: str | None = None

    @property
    def is_clash(self) -> bool:
        return self.other is not None


@transaction.atomic
def write_journal(
    *,
    person: User,
    text: str,
    version: int,
    window: str = "",
    place: Place | None = None,
    entry: JournalEntry | None = None,
    at: datetime | None = None,
) -> Saved:
    """Save what somebody wrote for themselves, in a box of a step (`place`), in an `entry`, or as a new one of its own.

    `version` is what the page had read (0 for nothing yet). When the entry has moved on since, nothing is overwritten: these words
    are kept beside the others, and the answer holds the others, until the writer chooses (`settle_journal`). `window` tells one
    open page from another. Raises Refused for more than 20,000 characters, and for first words of somebody who did not agree to them.
    """
    if len(text) > LONGEST:
        raise Refused(_("This is too long to keep in one piece. Please make two entries of it."))
    moment = at or clock.now()
    held = _held(person, place, entry)
    if held is None and not text.strip():
        return Saved(None, 0)
    if held is None and must_ask(person, "journal"):
        raise Refused(
            _("Before we keep private words, we ask you for a yes. Copy your words, then open “My privacy”, “What you agreed to”.")
        )
    if held is None and (made := _first(person, place, text, moment)):
        return Saved(made, made.version)
    return _onto(held or _held(person, place, entry), text, version, window, moment)


def _held(person: User, place: Place | None, entry: JournalEntry | None) -> JournalEntry | None:
    mine = JournalEntry.objects.readable_by(person).select_related("person").select_for_update(of=("self",))
    if entry is not None:
        return mine.get(pk=entry.pk)
    if place is None:
        return None
    return mine.filter(module_key=place.module_key, step_key=place.step_key, block_id=place.block_id).order_by("pk").first()


def _first(person: User, place: Place | None, text: str, moment: datetime) -> JournalEntry | None:
    """The first words in a box; None when another device was quicker by a moment."""
    where = {} if place is None else {
        "module_key": place.module_key, "edition": place.edition, "step_key": place.step_key, "block_id": place.block_id
    }  # fmt: skip
    made = JournalEntry(person=person, saved_at=moment, created_at=moment, **where)
    made.sealed = seal_words(made, text)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return None
    return made


def _onto(held: JournalEntry | None, text: str, version: int, window: str, moment: datetime) -> Saved:
    assert held is not None  # noqa: S101 - there is a row: it was found, or its insert was refused because it is there
    stands = read_entry(held)
    if stands == text:
        return Saved(held, held.version)
    if held.version != version:
        _keep_beside(held, text, window, moment)
        return Saved(held, held.version, other=stands)
    _overwrite(held, text, moment)
    return Saved(held, held.version)


def _overwrite(held: JournalEntry, text: str, moment: datetime) -> None:
    held.sealed = seal_words(held, text)
    held.version, held.saved_at = held.version + 1, moment
    held.save(update_fields=["sealed", "version", "saved_at"])


def _keep_beside(held: JournalEntry, text: str, window: str, moment: datetime) -> None:
    fresh = {"sealed": seal_words(held, text), "saved_at": moment}
    JournalCopy.objects.update_or_create(entry=held, window=window[:16], defaults=fresh)


@transaction.atomic
def settle_journal(*, entry: JournalEntry, text: str, version: int, at: datetime | None = None) -> JournalEntry:
    """The writer has chosen between versions: `text` is the entry now, and the copies go.

    `version` is what the choice was made from: when the entry has moved on since, nothing changes and the choice is asked again.
    """
    held = JournalEntry.objects.select_for_update(of=("self",)).select_related("person").get(pk=entry.pk)
    if held.version != version:
        return held
    _overwrite(held, text, at or clock.now())
    held.copies.all().delete()
    return held


@transaction.atomic
def delete_entry(*, entry: JournalEntry) -> None:
    """Remove an entry for good. Only its writer comes here: views look among their own entries."""
    entry.delete()
