"""How long accounts and lms.core keep what (lms.core.retention, ux.md 5.4). Rooms with tables of their own contribute theirs."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, DataRequest, Invitation, RequestWords, User
from accounts.privacy.holding import held_people
from lms.core import clock
from lms.core.models import Narrative, ReadEvent, ReadSubject
from lms.core.registry import Keeping
from lms.core.retention import delete_old, in_batches, thin_out

YEAR = 365


def keep() -> list[Keeping]:
    return [
        Keeping(
            "accounts.invitations",
            _("Name and address on an invitation"),
            _("the day it was sent; the day it was taken up"),
            _("name and address go; that somebody was invited stays"),
            90,
            _invitations,
        ),
        Keeping("accounts.consents", _("Answers to consents"), _("the day they were taken back"), _("delete"), 6 * YEAR, _consents),
        Keeping(
            "accounts.requests",
            _("What people asked about their data, and our answers"),
            _("the answer"),
            _("the words go; that it was asked and answered in time stays"),
            3 * YEAR,
            _requests,
        ),
        Keeping(
            "core.reads",
            _("Who opened whose record"),
            _("the day it was opened"),
            _("how many there were a month"),
            2 * YEAR,
            _reads,
        ),
        Keeping(
            "core.reads_of_concerns",
            _("Who opened a concern"),
            _("the day it was opened"),
            _("how many there were a month"),
            6 * YEAR,
            _reads_of_concerns,
        ),
    ]


def _invitations(before: datetime) -> int:
    """Both those that nobody took up and those that somebody did: after that time the address has no use any more."""
    named = Invitation.objects.exclude(email=NOBODY)
    old = named.filter(used_at__isnull=True, sent_at__lt=before, expires_at__lt=clock.now()) | named.filter(used_at__lt=before)
    return in_batches(
        old,
        lambda keys: Invitation.objects.filter(pk__in=keys).update(email=NOBODY, called=_("Somebody")),
        why="invitations are kept for a while",
    )


NOBODY = "nobody@invalid.example"


def _consents(before: datetime) -> int:
    old = Consent.objects.filter(withdrawn_at__lt=before).exclude(person__in=held_people("accounts"))
    return delete_old(old, why="answers to consents are kept for a while after they were taken back")


def _requests(before: datetime) -> int:
    old = DataRequest.objects.filter(closed_at__lt=before).exclude(person__in=held_people("accounts"))
    words = RequestWords.objects.filter(request__in=old.values("pk"), words_id__isnull=False)
    return delete_old(Narrative.objects.filter(pk__in=words.values("words_id")), why="requests are kept for a while after the answer")


OF_CONCERNS = "safeguarding."


def _reads(before: datetime) -> int:
    return _count_reads("core.reads", ReadEvent.objects.filter(at__lt=before).exclude(record_type__startswith=OF_CONCERNS))


def _reads_of_concerns(before: datetime) -> int:
    """Their time is longer (ux.md 5.4: F)."""
    return _count_reads("core.reads_of_concerns", ReadEvent.objects.filter(at__lt=before, record_type__startswith=OF_CONCERNS))


def _count_reads(key: str, events: QuerySet[ReadEvent]) -> int:
    """But not those of people about whom something is open."""
    held = User.objects.filter(pk__in=held_people("accounts")).values("public_id")
    rest = events.exclude(subjects__person_ref__in=held)
    return thin_out(rest, key=key, at="at", label="record_type", why="reads are kept for a while", first=[ReadSubject.objects.all()])
