"""The shared note of a supervision session: erasable words that the two people of the session read, and nobody else."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import User
from lms.core.append_only import purge_permit
from lms.core.errors import Refused
from lms.core.models import Narrative
from lms.core.narrative import attach_words, write_words
from logbook.models import Entry, Remark
from logbook.models.entries import NOTE_LENGTH

NOTE = "logbook.note"


def short_enough(text: str) -> str:
    """The text without blanks around it; refused above 500 characters, with how many there are."""
    words = text.strip()
    if len(words) > NOTE_LENGTH:
        raise Refused(_("Keep it to %(most)d characters, please. There are %(now)d now.") % {"most": NOTE_LENGTH, "now": len(words)})
    return words


def keep_note(entry: Entry, text: str, *, by: User) -> None:
    """Set the note of an entry that is not confirmed yet; the caller saves the entry. A note that was there before goes for good."""
    words = short_enough(text)
    if words and entry.kind != "supervision":
        raise ValueError("only supervision carries a note")
    if words == (note_of(entry) or ""):
        return
    drop_note(entry, by=by)
    kept = write_words(kind=NOTE, text=words, subject_ref=entry.person.public_id)
    entry.words_id, entry.words_sha256 = kept.id, kept.sha256


def note_of(entry: Entry) -> str | None:
    """The note as text, "" when there is none, None when it was taken back."""
    return attach_words([entry])[0].words


def drop_note(entry: Entry, *, by: User) -> None:
    """Delete the words of an entry that nobody has confirmed."""
    if entry.words_id is None:
        return
    with purge_permit(purpose="redaction", by_ref=by.public_id, reason="note replaced before it was confirmed"):
        Narrative.objects.filter(pk=entry.words_id).delete()
    entry.words_id, entry.words_sha256 = None, ""


def remark(entry: Entry, *, kind: str, by: User, text: str, **more: object) -> Remark:
    """Keep a question, an answer or a different view, with the facts that it is about."""
    kept = write_words(kind=f"logbook.{kind}", text=short_enough(text), subject_ref=entry.person.public_id)
    return Remark.objects.create(entry=entry, by=by, kind=kind, facts=facts_of(entry), words_id=kept.id, words_sha256=kept.sha256, **more)


def facts_of(entry: Entry) -> str:
    """The canonical copy of an entry as it stands."""
    supervisor_ref = entry.supervisor.public_id if entry.supervisor else ""
    return entry.canonical(person_ref=entry.person.public_id, supervisor_ref=supervisor_ref)
