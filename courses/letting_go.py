"""What courses holds of a person and what becomes of it (lms.core.letting_go)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lms.core.letting_go import Part
from lms.core.models import MoveEvent, Narrative

from .models import (
    Attendance,
    CalendarFeed,
    Enrolment,
    JournalEntry,
    KnowledgeAnswer,
    ModuleEnrolment,
    MustReadSeen,
    PageProblem,
    PlaceRequest,
    ScenarioRun,
    SharedReflection,
    StepFinished,
)
from .states import OPEN_REQUESTS
from .words_of import problem_words, shared_words


def _modules(person: User) -> QuerySet[ModuleEnrolment]:
    return ModuleEnrolment.objects.filter(enrolment__person=person)


def _shared(person: User) -> QuerySet[Narrative]:
    return shared_words(SharedReflection.objects.filter(person=person))


def _told(person: User) -> QuerySet[Narrative]:
    return problem_words(PageProblem.objects.filter(person=person))


def _forget_answers(person: User) -> None:
    KnowledgeAnswer.objects.filter(module_enrolment__enrolment__person=person).delete()
    StepFinished.objects.filter(module_enrolment__enrolment__person=person).delete()
    ScenarioRun.objects.filter(module_enrolment__enrolment__person=person).delete()
    _modules(person).update(steps_done=[], step_key="", block_id="", second=0, medium="", scene="", other_routes=[])


def _leave(person: User) -> None:
    """Not by `move`: no rule may refuse an erasure, and the person owes nobody a reason."""
    for place in Enrolment.objects.filter(person=person, state="active"):
        _moved(place, "leave", "left", person)


def _moved(record: Enrolment | PlaceRequest, verb: str, to: str, person: User) -> None:
    before, record.state = record.state, to
    record.save(update_fields=["state"])
    MoveEvent.objects.create(
        record_type=record._meta.label_lower,
        record_ref=record.public_id,
        verb=verb,
        from_state=before,
        to_state=to,
        by_ref=person.public_id,
    )


def _take_back_requests(person: User) -> None:
    """A place that was kept goes to the next on the list (`tick`)."""
    for request in PlaceRequest.objects.filter(person=person, state__in=OPEN_REQUESTS):
        _moved(request, "take_back", "taken_back", person)
    PlaceRequest.objects.filter(person=person).delete()


PARTS = [
    Part(
        _("your journal, with the key that opened it"),
        has=lambda person: JournalEntry.objects.filter(person=person).exists(),
        let_go=lambda person: JournalEntry.objects.filter(person=person).delete(),
    ),
    Part(
        _("your answers and your place in every lesson"),
        has=lambda person: (
            KnowledgeAnswer.objects.filter(module_enrolment__enrolment__person=person).exists()
            or StepFinished.objects.filter(module_enrolment__enrolment__person=person).exists()
            or ScenarioRun.objects.filter(module_enrolment__enrolment__person=person).exists()
        ),
        let_go=_forget_answers,
    ),
    Part(
        _("that you read what everybody had to read"),
        has=lambda person: MustReadSeen.objects.filter(person=person).exists(),
        let_go=lambda person: MustReadSeen.objects.filter(person=person).delete(),
    ),
    Part(
        _("reflections that you shared with the people who run your group"),
        has=lambda person: _shared(person).exists(),
        let_go=lambda person: _shared(person).delete(),
    ),
    Part(
        _("what you told editors about pages, and what they wrote back"),
        has=lambda person: _told(person).exists(),
        let_go=lambda person: _told(person).delete(),
    ),
    Part(
        _("your place on the course: it ends"),
        has=lambda person: Enrolment.objects.filter(person=person, state="active").exists(),
        let_go=_leave,
    ),
    Part(
        _("that you asked for a place on a course"),
        has=lambda person: PlaceRequest.objects.filter(person=person).exists(),
        let_go=_take_back_requests,
    ),
    Part(
        _("the private address of your calendar"),
        has=lambda person: CalendarFeed.objects.filter(person=person).exists(),
        let_go=lambda person: CalendarFeed.objects.filter(person=person).delete(),
    ),
    Part(
        _("that you were at a workshop, and its minutes"),
        has=lambda person: Attendance.objects.filter(person=person).exists(),
        why=_("a certificate rests on it"),
    ),
    Part(
        _("that a module was completed, and its minutes"),
        has=lambda person: _modules(person).filter(completed_at__isnull=False).exists(),
        why=_("a certificate rests on it"),
    ),
]
