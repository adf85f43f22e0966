"""Asking something about one's own data, and answering in time."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.messaging.kinds import message_kind
from accounts.models import User
from accounts.models.requests import DataRequest, RequestWords
from accounts.privacy.due import due_on
from accounts.queries import are_one
from lms.core import clock
from lms.core.errors import Refused
from lms.core.moves import move
from lms.core.narrative import write_words
from lms.core.permissions import require

from .tell import tell

Kind = Literal["copy", "erasure", "correction", "question", "objection", "restriction"]

message_kind(
    "accounts.request_moved",
    weight="note",
    says=gettext_lazy("There is something new about what you asked us"),
    subject=gettext_lazy("Something new about what you asked"),
    body=gettext_lazy(
        "Hello {called}\n\nThere is something new about what you asked us. Sign in to read it: open “My privacy”, then “What I asked”.\n"
    ),
)


@transaction.atomic
def open_request(*, person: User, kind: str, about: str = "", words: str = "", at: datetime | None = None) -> DataRequest:
    """Keep what somebody asks about their own data, and start its clock of one month.

    `about` is opaque ("read:812"). Raises Refused for a question without words, and ValueError for a kind that does not exist.
    """
    if kind not in get_args(Kind):
        raise ValueError(kind)
    if kind != "copy" and kind != "erasure" and not words.strip():
        raise Refused(_("Write what you want to ask, in your own words."))
    moment = at or clock.now()
    request = DataRequest.objects.create(person=person, kind=kind, about=about, asked_at=moment, due_on=due_on(timezone.localdate(moment)))
    _say(request, "asked", words, by=person)
    return request


def _say(request: DataRequest, said: str, words: str, *, by: User) -> None:
    kept = write_words(kind=f"request.{said}", text=words, subject_ref=request.person.public_id)
    if kept.id:
        RequestWords.objects.create(request=request, by=by, said=said, words_id=kept.id, words_sha256=kept.sha256)


def _tell(request: DataRequest, what: str) -> None:
    tell(person=request.person, kind="accounts.request_moved", key=f"{request.public_id}:{what}")


@transaction.atomic
def look_at(*, request: DataRequest, by: User) -> DataRequest:
    """Say that somebody is at it: the person sees so."""
    move(request, "look", by=by)
    return request


@transaction.atomic
def answer_request(*, request: DataRequest, by: User, words: str, possible: bool = True, at: datetime | None = None) -> DataRequest:
    """Answer, or say why it is not possible; the person reads the words. Raises Refused without words."""
    if not words.strip():
        raise Refused(_("Write the answer. The person reads it.") if possible else _("Write why it is not possible. The person reads it."))
    move(request, "answer" if possible else "refuse", by=by)
    _close(request, at)
    _say(request, "answer" if possible else "no", words, by=by)
    _tell(request, "answered")
    return request


def _close(request: DataRequest, at: datetime | None) -> None:
    request.closed_at = at or clock.now()
    request.save(update_fields=["closed_at"])


@transaction.atomic
def extend_request(*, request: DataRequest, by: User, why: str, at: datetime | None = None) -> DataRequest:
    """Give the clock two months more, once, and tell the person why. Raises Refused when it was done before, is late, or says no why."""
    require(by, "accounts.answer_request", request)
    held = DataRequest.objects.select_for_update().get(pk=request.pk)
    moment = at or clock.now()
    if not held.is_open:
        raise Refused(_("This is answered already."))
    if held.extended_at:
        raise Refused(_("The time was made longer before. It cannot be made longer again."))
    if timezone.localdate(moment) > held.due_on:
        raise Refused(_("The time is up. It can be made longer only before its last day has passed."))
    if not why.strip():
        raise Refused(_("Write why it takes longer. The person reads it."))
    request.extended_at, request.due_on = moment, due_on(held.asked_on, longer=True)
    request.save(update_fields=["extended_at", "due_on"])
    _say(request, "longer", why, by=by)
    _tell(request, "longer")
    return request


@transaction.atomic
def take_back_request(*, request: DataRequest, by: User, at: datetime | None = None) -> DataRequest:
    """The person does not want it any more."""
    if not are_one(by, request.person_id):
        raise Refused(_("Only the person who asked can take this back."))
    move(request, "take_back", by=by)
    _close(request, at)
    return request
