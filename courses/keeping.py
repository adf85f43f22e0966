"""How long courses keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from lms.core.models import MoveEvent
from lms.core.registry import Keeping
from lms.core.retention import delete_old, thin_out

from .models import Enrolment, KnowledgeAnswer, PlaceRequest
from .states import OPEN_REQUESTS


def keep() -> list[Keeping]:
    return [
        Keeping(
            "courses.answers",
            _("Answers to the checks inside lessons"),
            _("the end of the place on the course"),
            _("how many there were a month"),
            2 * 365,
            _answers,
        ),
        Keeping(
            "courses.place_requests",
            _("That somebody asked for a place"),
            _("the day they asked"),
            _("goes, once it was answered or taken back"),
            365,
            _requests,
        ),
        Keeping(
            "courses.journal",
            _("Private journal"),
            _("–"),
            _("goes when its owner deletes it, or is erased"),
            None,
            lambda before: 0,
            note=_("Nobody but the owner lets go of it, so a time set here does nothing."),
        ),
    ]


def _requests(before: datetime) -> int:
    """Who still waits is kept, however long ago they asked."""
    old = PlaceRequest.objects.filter(asked_at__lt=before).exclude(state__in=OPEN_REQUESTS).exclude(person__in=held_people("courses"))
    return delete_old(old, why="requests for a place are kept for a year")


def _answers(before: datetime) -> int:
    """Of places that ended before then. A place that ended without an event about it (made by hand) counts from its last answer."""
    ended = Enrolment.objects.filter(state__in=("left", "completed")).exclude(person__in=held_people("courses"))
    recent = MoveEvent.objects.filter(record_type="courses.enrolment", record_ref=OuterRef("public_id"), at__gte=before)
    last = Max("modules__answers__at")
    old = ended.annotate(last=last).filter(~Exists(recent), last__lt=before)
    rows = KnowledgeAnswer.objects.filter(module_enrolment__enrolment__in=old.values("pk"))
    return thin_out(rows, key="courses.answers", at="at", label="is_right", why="answers in lessons are kept for a while after the course")
