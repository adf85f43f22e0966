"""Being done with a step, and, when it was the last thing, with the module."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import selves
from assessments.models import AttemptResult
from courses.editions.completing import Done, Want, replaced, shapes
from courses.models import Enrolment, ModuleEdition, ModuleEnrolment, StepFinished, StepWithdrawal, TrainingCredit
from courses.queries.finishing import wanted_of
from courses.signals import module_completed
from lms.core import clock
from lms.core.moves import move

LOOKS_BACK = timedelta(days=7)


@transaction.atomic
def finish_step(*, learning: ModuleEnrolment, step_key: str, at: datetime | None = None) -> ModuleEnrolment:
    """Note that the learner is done with a step, and that the next one is their place. Repeating it changes nothing.

    Steps that the learner chose to do by this one are done with it. A step that is withdrawn now is passed by: nobody has read it to
    the end, and nothing waits for it. Completes the module when nothing is needed any more (courses.editions.completing).
    """
    moment = at or clock.now()
    held = hold(learning)
    if step_key not in held.steps_done and step_key not in steps_away(held.module_key):
        _note_done(held, step_key, moment)
    for key in _done_by(held):
        _note_done(held, key, moment)
    held.step_key, held.block_id, held.touched_at = _after(held.edition, step_key), "", moment
    held.second, held.medium, held.scene = 0, "", ""
    held.save(update_fields=["steps_done", "step_key", "block_id", "second", "medium", "scene", "touched_at"])
    complete_if_done(held, moment)
    return held


def _note_done(held: ModuleEnrolment, step_key: str, moment: datetime) -> None:
    StepFinished.objects.get_or_create(module_enrolment=held, step_key=step_key, defaults={"edition_id": held.edition_id, "at": moment})
    if step_key not in held.steps_done:
        held.steps_done = [*held.steps_done, step_key]


def _done_by(held: ModuleEnrolment) -> list[str]:
    """The steps that are done because the step which the learner chose in their place is. Nothing else is read while nobody chose."""
    if not held.other_routes:
        return []
    done = Done(steps=held.steps_done, other_routes=held.other_routes)
    return sorted(replaced(shapes(held.edition.read()), done) - set(held.steps_done))


@transaction.atomic
def take_other_route(*, learning: ModuleEnrolment, step_key: str, at: datetime | None = None) -> ModuleEnrolment:
    """The learner shows what a hard step shows by another step. The step counts as done when the other one is, perhaps at once.

    Only this row knows, and only until the module is complete: no list, report or person does (docs/decisions/0048).
    """
    moment = at or clock.now()
    held = hold(learning)
    if step_key not in held.other_routes:
        held.other_routes = [*held.other_routes, step_key]
    for key in _done_by(held):
        _note_done(held, key, moment)
    held.touched_at = moment
    held.save(update_fields=["other_routes", "steps_done", "touched_at"])
    complete_if_done(held, moment)
    return held


def hold(learning: ModuleEnrolment) -> ModuleEnrolment:
    """The row under a lock: of two presses at once the second waits and then finds the work done.

    Locked alone and read afterwards: a row that waited for its lock and was moved to another edition in the meantime no longer meets the
    edition it was joined with, and PostgreSQL would say that it is not there.
    """
    locked = ModuleEnrolment.objects.select_for_update().values_list("pk", flat=True).get(pk=learning.pk)
    return ModuleEnrolment.objects.select_related("edition", "enrolment__person").get(pk=locked)


def _after(edition: ModuleEdition, step_key: str) -> str:
    """The key of the step that follows; the last step follows itself."""
    keys: list[str] = [step["key"] for step in edition.outline["steps"]]
    place = keys.index(step_key) if step_key in keys else -1
    return keys[min(place + 1, len(keys) - 1)]


def steps_away(module_key: UUID) -> frozenset[str]:
    """The keys of steps that are withdrawn at the moment: they ask for nothing."""
    return frozenset(StepWithdrawal.objects.away(module_key))


def still_needed(learning: ModuleEnrolment) -> list[Want]:
    """What completing the module still takes."""
    content = learning.edition.read()
    return wanted_of(learning, content["module"]["completion"], shapes(content), steps_away(learning.module_key), learning.enrolment.person)


def complete_if_done(held: ModuleEnrolment, moment: datetime) -> None:
    """Complete the module and credit its minutes, once; with the last one the place. Call it on a held row."""
    if _complete_module(held, moment):
        _complete_programme(held, moment)


def _complete_module(held: ModuleEnrolment, moment: datetime) -> bool:
    """Whether it was completed now."""
    if held.completed_at or still_needed(held):
        return False
    held.completed_at, held.other_routes = moment, []
    held.save(update_fields=["completed_at", "other_routes"])
    _credit(held, moment)
    module_completed.send(sender=ModuleEnrolment, enrolment_id=held.enrolment_id, edition_id=held.edition_id)
    return True


@transaction.atomic
def complete_after_test(*, person: User, quiz_key: str, at: datetime | None = None) -> int:
    """A test was passed: complete the modules whose last open thing it was, and say how many these were."""
    moment = at or clock.now()
    open_rows = ModuleEnrolment.objects.readable_by(person).filter(completed_at=None).select_related("edition").defer("edition__content")
    held = [hold(row) for row in open_rows.order_by("pk") if quiz_key in row.edition.outline["quizzes"]]
    done = [row for row in held if _complete_module(row, moment)]
    # Places after all modules, as everywhere: who holds a place and waits for a module would wait for whoever waits for the place.
    for row in sorted(done, key=lambda row: row.enrolment_id):
        _complete_programme(row, moment)
    return len(done)


def complete_what_was_missed(*, at: datetime | None = None) -> int:
    """Complete the modules whose test was passed while the news of it was lost, and say how many these were. For `nightly`.

    A server that is stopped right after the result stands tells nobody. Whoever handed in presses again and finds the result; the module
    would wait for their next step. Looks a week back, so that some nights may be left out.
    """
    moment = at or clock.now()
    passed = AttemptResult.objects.standing().filter(passed=True, recorded_at__gte=moment - LOOKS_BACK)
    results = passed.select_related("attempt__person", "attempt__quiz").order_by("pk")
    return sum(complete_after_test(person=result.attempt.person, quiz_key=result.attempt.quiz.key, at=moment) for result in results)


def _credit(held: ModuleEnrolment, moment: datetime) -> None:
    """Each domain once for a person and a module, whatever else they take part in: the database agrees (one_credit_per_...)."""
    rows = [
        TrainingCredit(
            person=held.enrolment.person,
            edition=held.edition,
            module_key=held.module_key,
            domain=domain,
            minutes=minutes,
            awarded_on=moment.date(),
        )
        for domain, minutes in held.edition.outline["minutes_by_domain"].items()
    ]
    TrainingCredit.objects.bulk_create(rows, ignore_conflicts=True)


def _complete_programme(held: ModuleEnrolment, moment: datetime) -> None:
    """The place is complete when every module that the programme teaches today is; under a joined record, so is the other place.

    The place is locked before modules are counted: of two last modules that are finished at once, the second finds the first one done.
    """
    person = held.enrolment.person
    mine = Enrolment.objects.filter(person__in=selves(person), cohort=held.enrolment.cohort_id)
    places = list(mine.select_for_update(no_key=True).order_by("pk"))
    taught = set(ModuleEdition.objects.taught().filter(programme_key=held.edition.programme_key).values_list("module_key", flat=True))
    here = ModuleEnrolment.objects.filter(enrolment__in=places, completed_at__isnull=False)
    if taught <= set(here.values_list("module_key", flat=True)):
        for place in places:
            if place.state == "active":
                move(place, "complete", by=person, at=moment)
