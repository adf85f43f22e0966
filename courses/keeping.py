"""How long courses keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.privacy.holding import held_people
from lms.core.models import MoveEvent
from lms.core.registry import Keeping
from lms.core.retention import delete_old, thin_out

from .models import Enrolment, KnowledgeAnswer, PageProblem, PlaceRequest, ScenarioRun, SharedReflection
from .services.erase_media import erase_unused_media
from .states import OPEN_REQUESTS
from .words_of import problem_words, shared_words


def _requests(before: datetime) -> int:
    """Who still waits is kept, however long ago they asked."""
    old = PlaceRequest.objects.filter(asked_at__lt=before).exclude(state__in=OPEN_REQUESTS).exclude(person__in=held_people("courses"))
    return delete_old(old, why="requests for a place are kept for a year")


def _ended(before: datetime, last: str) -> QuerySet[Enrolment]:
    """Places that ended before then. One that ended without an event about it (made by hand) counts from what was last done in it."""
    ended = Enrolment.objects.filter(state__in=("left", "completed")).exclude(person__in=held_people("courses"))
    recent = MoveEvent.objects.filter(record_type="courses.enrolment", record_ref=OuterRef("public_id"), at__gte=before)
    return ended.annotate(last=Max(last)).filter(~Exists(recent), last__lt=before)


def _answers(before: datetime) -> int:
    rows = KnowledgeAnswer.objects.filter(module_enrolment__enrolment__in=_ended(before, "modules__answers__at").values("pk"))
    return thin_out(rows, key="courses.answers", at="at", label="is_right", why="answers in lessons are kept for a while after the course")


def _runs(before: datetime) -> int:
    rows = ScenarioRun.objects.filter(module_enrolment__enrolment__in=_ended(before, "modules__runs__started_at").values("pk"))
    return delete_old(rows, why="tries at scenarios are kept for a while after the course")


def _shared(before: datetime) -> int:
    old = SharedReflection.objects.filter(recorded_at__lt=before).exclude(person__in=held_people("courses"))
    return delete_old(shared_words(old), why="shared reflections are kept for a while")


def _problems(before: datetime) -> int:
    old = PageProblem.objects.filter(created_at__lt=before).exclude(person__in=held_people("courses"))
    return delete_old(problem_words(old), why="what was told about pages is kept for a while")


KEPT = [
    Keeping(
        "courses.answers",
        _("Answers to the checks inside lessons"),
        _("the end of the place on the course"),
        _("how many there were a month"),
        2 * 365,
        _answers,
    ),
    Keeping(
        "courses.scenarios",
        _("Tries at scenarios in lessons"),
        _("the end of the place on the course"),
        _("deleted"),
        2 * 365,
        _runs,
    ),
    Keeping(
        "courses.shared",
        _("Reflections that were shared with the people who run a group"),
        _("the day they were shared"),
        _("the words go; that something was shared stays"),
        365,
        _shared,
    ),
    Keeping(
        "courses.problems",
        _("What learners told editors about pages, and the answers"),
        _("the day it was told"),
        _("the words go; on which step it was, and of what kind, stays"),
        730,
        _problems,
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


def keep() -> list[Keeping]:
    return KEPT
