"""What courses holds about a person, as values for their copy of everything; private words opened: the copy is for them."""

from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.queries import selves
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
from .queries.page_problems import lines_of
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
        "credits": _credits(mine),
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


def _credits(mine: frozenset[int]) -> list[dict[str, Any]]:
    """Every row, with whether it counts: where a register was put right, the minutes that it said before stay in the record."""
    in_force = TrainingCredit.objects.in_force().filter(pk=OuterRef("pk"))
    rows = TrainingCredit.objects.filter(person__in=mine).annotate(counts=Exists(in_force)).order_by("pk")
    where = ("edition__title", "edition__number", "attendance__workshop__title")
    return list(rows.values("domain", "minutes", "counts", "delivery", "awarded_on", *where))


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
    lines = lines_of(PageProblem.objects.filter(person__in=mine).order_by("pk"))
    return [
        {
            "told": line.problem.created_at, "kind": line.problem.get_kind_display(), "words": line.words,
            "state": line.problem.get_state_display(), "may_write_back": line.problem.may_ask, "answer": line.answer,
        }
        for line in lines
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
