"""Being done with a step, and, when it was the last thing, with the module."""

from datetime import datetime

from django.db import transaction

from accounts.queries import selves
from courses.editions.structure import checks_to_answer
from courses.models import ModuleEdition, ModuleEnrolment, StepFinished, StepWithdrawal, TrainingCredit
from courses.queries.shapes import answers_that_stand
from courses.signals import module_completed
from lms.core import clock
from lms.core.moves import move


@transaction.atomic
def finish_step(*, learning: ModuleEnrolment, step_key: str, at: datetime | None = None) -> ModuleEnrolment:
    """Note that the learner is done with a step, and that the next one is their place. Repeating it changes nothing.

    Completes the module when every step is done and every knowledge check has an answer, right or not. A step that is withdrawn now is
    passed by: nobody has read it to the end, and nothing waits for it.
    """
    moment = at or clock.now()
    held = hold(learning)
    if step_key not in held.steps_done and step_key not in StepWithdrawal.objects.away(held.module_key):
        StepFinished.objects.get_or_create(module_enrolment=held, step_key=step_key, defaults={"edition_id": held.edition_id, "at": moment})
        held.steps_done = [*held.steps_done, step_key]
    held.step_key, held.block_id, held.touched_at = _after(held.edition, step_key), "", moment
    held.save(update_fields=["steps_done", "step_key", "block_id", "touched_at"])
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


def open_checks(learning: ModuleEnrolment) -> set[tuple[str, str]]:
    """(step key, block id) of the knowledge checks that still wait for an answer."""
    return checks_to_answer(learning.edition.read()) - set(answers_that_stand(learning))


def complete_if_done(held: ModuleEnrolment, moment: datetime) -> None:
    """Complete the module and credit its minutes, once. Call it on a held row."""
    if held.completed_at:
        return
    away = StepWithdrawal.objects.away(held.module_key)
    wanted = {step["key"] for step in held.edition.outline["steps"]} - set(away)
    if not wanted <= set(held.steps_done) or any(key not in away for key, _block in open_checks(held)):
        return
    held.completed_at = moment
    held.save(update_fields=["completed_at"])
    _credit(held, moment)
    module_completed.send(sender=ModuleEnrolment, enrolment_id=held.enrolment_id, edition_id=held.edition_id)
    _complete_programme(held, moment)


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
    """The place is complete when every module that the programme teaches today is."""
    taught = set(ModuleEdition.objects.taught().filter(programme_key=held.edition.programme_key).values_list("module_key", flat=True))
    place = held.enrolment
    here = ModuleEnrolment.objects.filter(enrolment__person__in=selves(place.person), enrolment__cohort=place.cohort_id)
    done = set(here.filter(completed_at__isnull=False).values_list("module_key", flat=True))
    if taught <= done and held.enrolment.state == "active":
        move(held.enrolment, "complete", by=held.enrolment.person, at=moment)
