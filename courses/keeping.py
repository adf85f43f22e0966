"""How long courses keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from lms.core.models import MoveEvent
from lms.core.registry import Keeping
from lms.core.retention import thin_out

from .models import Enrolment, KnowledgeAnswer
from .services.erase_media import erase_unused_media


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
            "courses.draft_media",
            _("Pictures and recordings of drafts that no edition uses"),
            _("the day when somebody first looked at the draft"),
            _("nothing"),
            30,
            erase_unused_media,
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


def _answers(before: datetime) -> int:
    """Of places that ended before then. A place that ended without an event about it (made by hand) counts from its last answer."""
    ended = Enrolment.objects.filter(state__in=("left", "completed")).exclude(person__in=held_people("courses"))
    recent = MoveEvent.objects.filter(record_type="courses.enrolment", record_ref=OuterRef("public_id"), at__gte=before)
    last = Max("modules__answers__at")
    old = ended.annotate(last=last).filter(~Exists(recent), last__lt=before)
    rows = KnowledgeAnswer.objects.filter(module_enrolment__enrolment__in=old.values("pk"))
    return thin_out(rows, key="courses.answers", at="at", label="is_right", why="answers in lessons are kept for a while after the course")
