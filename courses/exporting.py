"""What courses holds about a person, as values for their copy of everything; private words opened: the copy is for them."""

from typing import Any

from accounts.models import User
from accounts.queries import selves
from lms.core.models import Narrative
from lms.core.narrative import attach_words

from .models import (
    Attendance,
    CalendarFeed,
    CohortCode,
    Enrolment,
    JournalEntry,
    KnowledgeAnswer,
    ModuleEdition,
    ModuleEnrolment,
    ModuleReview,
    MustReadSeen,
    PageProblem,
    PlaceRequest,
    Redaction,
    ScenarioRun,
    SharedReflection,
    StepFinished,
    StepReview,
    StepWithdrawal,
    TrainingCredit,
)
from .sealing import read_copy, read_entry


def export(person: User) -> dict[str, Any]:
    """Places, progress, answers, credits, the journal, and what somebody released or read as an editor."""
    mine = selves(person)
    entries = JournalEntry.objects.filter(person__in=mine).select_related("person__key", "edition").defer("edition__content")
    return {
        "cohorts": [
            {"cohort": place.cohort.title, "since": place.since_on, "state": place.state}
            for place in Enrolment.objects.filter(person__in=mine).select_related("cohort").order_by("pk")
        ],
        **_places_and_workshops(mine),
        **_progress(mine),
        "credits": list(
            TrainingCredit.objects.filter(person__in=mine)
            .order_by("pk")
            .values("domain", "minutes", "delivery", "awarded_on", "edition__title", "edition__number", "attendance__workshop__title")
        ),
        "read_because_asked": list(
            MustReadSeen.objects.filter(person__in=mine)
            .order_by("pk")
            .values("must_read__edition__title", "must_read__edition__number", "at")
        ),
        "journal": [_journal_line(entry) for entry in entries.prefetch_related("copies").order_by("pk")],
        "shared_reflections": [_shared_line(row) for row in attach_words(SharedReflection.objects.filter(person__in=mine).order_by("pk"))],
        "told_editors": _told_editors(mine),
        **_as_editor(mine),
    }


def _places_and_workshops(mine: frozenset[int]) -> dict[str, Any]:
    """What was asked for, what registers say, and that there is a private calendar. Corrections are in it beside what they replaced."""
    asked = PlaceRequest.objects.filter(person__in=mine).order_by("pk")
    said = Attendance.objects.filter(person__in=mine).order_by("pk")
    return {
        "places_asked_for": list(asked.values("cohort__title", "state", "came_by", "asked_at", "queued_at", "offered_until")),
        "workshops": list(said.values("workshop__title", "workshop__starts_at", "was", "minutes", "noted_at", "replaces")),
        "registers_kept": list(
            Attendance.objects.filter(noted_by__in=mine)
            .order_by("workshop__starts_at")
            .values("workshop__title", "workshop__starts_at")
            .distinct()
        ),
        "codes_made": list(CohortCode.objects.filter(made_by__in=mine).order_by("pk").values("cohort__title", "made_at", "ends_on")),
        "calendar": list(CalendarFeed.objects.filter(person__in=mine).values("made_at")),
    }


def _progress(mine: frozenset[int]) -> dict[str, Any]:
    modules = ModuleEnrolment.objects.filter(enrolment__person__in=mine).select_related("edition").defer("edition__content").order_by("pk")
    finished = StepFinished.objects.filter(module_enrolment__in=modules).order_by("pk")
    answers = KnowledgeAnswer.objects.filter(module_enrolment__in=modules).order_by("pk")
    return {
        "modules": [
            {
                "module": row.edition.title, "edition": row.edition.number, "steps_done": row.steps_done, "last_there": row.touched_at,
                "completed": row.completed_at, "at_second": row.second, "at_scene": row.scene, "done_another_way": row.other_routes,
            }
            for row in modules
        ],
        "scenarios": [
            {"module": run.edition.title, "way": run.path, "begun": run.started_at, "ended": run.ended_at}
            for run in ScenarioRun.objects.filter(module_enrolment__in=modules).select_related("edition").defer("edition__content")
        ],
        "steps": list(finished.values("module_enrolment__edition__title", "step_key", "at")),
        "answers": list(answers.values("module_enrolment__edition__title", "step_key", "response", "is_right", "at")),
    }  # fmt: skip


def _journal_line(entry: JournalEntry) -> dict[str, Any]:
    others = [read_copy(copy) for copy in entry.copies.all()]
    module = entry.edition.title if entry.edition else ""
    return {
        "module": module,
        "written": entry.created_at,
        "saved": entry.saved_at,
        "words": read_entry(entry),
        "also_written_elsewhere": others,
    }


def _shared_line(row: SharedReflection) -> dict[str, Any]:
    return {"shared": row.recorded_at, "with": row.get_given_to_display(), "words": row.words}


def _told_editors(mine: frozenset[int]) -> list[dict[str, Any]]:
    rows = attach_words(PageProblem.objects.filter(person__in=mine).order_by("pk"))
    answers = dict(Narrative.objects.filter(pk__in=[row.answer_id for row in rows if row.answer_id]).values_list("pk", "text"))
    return [
        {
            "told": row.created_at, "kind": row.get_kind_display(), "words": row.words, "state": row.get_state_display(),
            "may_write_back": row.may_ask, "answer": answers.get(row.answer_id) if row.answer_id else "",
        }
        for row in rows
    ]  # fmt: skip


def _as_editor(mine: frozenset[int]) -> dict[str, Any]:
    return {
        "modules_released": list(
            ModuleEdition.objects.filter(released_by__in=mine).order_by("pk").values("title", "number", "released_at")
        ),
        "steps_withdrawn": list(StepWithdrawal.objects.filter(by__in=mine).order_by("pk").values("act", "reason", "note", "at")),
        "modules_read": list(ModuleReview.objects.filter(by__in=mine).order_by("pk").values("perspective", "at")),
        "steps_read": list(StepReview.objects.filter(by__in=mine).order_by("pk").values("perspective", "at")),
        "stories_taken_back": list(Redaction.objects.filter(by__in=mine).order_by("pk").values("reason", "at")),
    }
