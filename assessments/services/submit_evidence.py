"""Send a piece to the assessors, as it is now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.models import User
from assessments import deidentify, worddiff
from assessments.deidentify import AS_IS, CHANGE, CHOICES, NOT_REAL, Finding
from assessments.models import EvidenceFile, Submission, SubmissionRound
from assessments.queries.rounds import last_judged_round, names_that_unmask, rounds_with_words
from assessments.states import SUBMITTED
from assessments.wording import instead
from assessments.words import Piece
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.narrative import write_words
from lms.core.permissions import require

NOTHING_TO_SEND = lazy("Write something or add a file before you send it.")


@transaction.atomic
def submit_evidence(
    *, submission: Submission, by: User, draft_number: int, choices: Sequence[str] = (), at: datetime | None = None
) -> SubmissionRound:
    """Send the draft as the next round, which then never changes.

    `choices` answers the places where somebody could be recognised, in reading order (title, then text): "change", "not_real" or
    "as_is" (assessments.deidentify). Only how many of each is kept. `draft_number` is the draft that was checked. Sending twice is
    sending once. Raises Refused when there is nothing to send, the draft has changed since, or a place has no choice.
    """
    require(by, "assessments.change_evidence", submission)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    already = held.rounds.order_by("-number").first()
    if held.state == SUBMITTED and already is not None:
        return already
    files = list(held.evidence_files.filter(in_draft=True).select_related("file"))
    _refuse_unfinished(held, draft_number, files)
    words = _with_choices(Piece(held.title, held.draft_text), choices, names_that_unmask(by))
    moment = at or clock.now()
    sent = _round(held, words, choices, files, moment, number=already.number + 1 if already else 1)
    EvidenceFile.objects.filter(pk__in=[each.pk for each in files]).update(was_sent=True)
    held.title, held.draft_text, held.audience, held.saved_at = words.title, "", "assessor", moment
    held.save(update_fields=["title", "draft_text", "audience", "saved_at"])
    move(held, "submit", by=by, at=moment)
    return sent


def places_in(piece: Piece, known_names: Sequence[str]) -> tuple[list[Finding], list[Finding]]:
    """Where somebody could be recognised: in the title, and in the text."""
    return deidentify.find(piece.title, known_names=known_names), deidentify.find(piece.text, known_names=known_names)


def _refuse_unfinished(held: Submission, draft_number: int, files: list[EvidenceFile]) -> None:
    if held.draft_number != draft_number:
        raise Refused(_("Your text has changed since you checked it. Please look at it once more."))
    if not held.draft_text.strip() and not files:
        raise Refused(NOTHING_TO_SEND)


def _with_choices(piece: Piece, choices: Sequence[str], known_names: Sequence[str]) -> Piece:
    in_title, in_text = places_in(piece, known_names)
    if len(choices) != len(in_title) + len(in_text) or not set(choices) <= set(CHOICES):
        raise Refused(_("Choose one answer for each place we found."))
    return Piece(
        deidentify.change(piece.title, _changes(in_title, choices)),
        deidentify.change(piece.text, _changes(in_text, choices[len(in_title) :])),
    )


def _changes(places: list[Finding], choices: Sequence[str]) -> Mapping[Finding, str]:
    return {place: instead(place) for place, choice in zip(places, choices, strict=False) if choice == CHANGE}


def _round(
    held: Submission, words: Piece, choices: Sequence[str], files: list[EvidenceFile], moment: datetime, *, number: int
) -> SubmissionRound:
    written = write_words(kind="evidence.words", text=words.pack(), subject_ref=held.person.public_id)
    return SubmissionRound.objects.create(
        submission=held,
        number=number,
        submitted_at=moment,
        recorded_at=moment,
        lived_experience=held.lived_experience,
        files=[_as_sent(each) for each in files],
        words_total=worddiff.count_words(words.text),
        words_new=worddiff.count_new_words(_text_seen_before(held), words.text),
        places_changed=choices.count(CHANGE),
        places_not_real=choices.count(NOT_REAL),
        places_as_is=choices.count(AS_IS),
        words_id=written.id,
        words_sha256=written.sha256,
    )


def _as_sent(evidence_file: EvidenceFile) -> dict[str, object]:
    stored = evidence_file.file
    return {"ref": evidence_file.public_id, "sha256": stored.sha256, "size": stored.size, "type": stored.content_type}


def _text_seen_before(held: Submission) -> str:
    """The text of the last round that somebody judged: that is what an assessor has read."""
    seen = last_judged_round(held)
    piece = rounds_with_words([seen])[0][1] if seen else None
    return piece.text if piece else ""
