"""What courses does when something happens in the apps below."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import tell
from accounts.signals import break_began, invitation_accepted
from assessments.models import AttemptResult
from assessments.signals import attempt_submitted

from .models import Cohort
from .queries.cohorts import managers_of_learner
from .services.enrol import enrol
from .services.finish_step import complete_after_test


@receiver(invitation_accepted, dispatch_uid="courses: a place for who was invited")
def give_place(sender: Any, *, invitation_id: int, person_id: int, context_key: str, **_: Any) -> None:
    """An invitation to a cohort was taken up: the place is theirs. Raises Refused after the cohort's last day: nobody joins then."""
    kind, _colon, ref = context_key.partition(":")
    if kind == "cohort" and (cohort := Cohort.objects.filter(public_id=ref).first()):
        taken_up = Invitation.objects.values_list("used_at", flat=True).get(pk=invitation_id)
        enrol(person=User.objects.get(pk=person_id), cohort=cohort, on=timezone.localdate(taken_up), at=taken_up)


@receiver(attempt_submitted, dispatch_uid="courses: a test was passed")
def complete_with_test(sender: Any, *, attempt_id: int, passed: bool, **_: Any) -> None:
    """A module may have waited for this test alone. One that was not passed completes nothing, and nothing is asked."""
    if not passed:
        return
    standing = AttemptResult.objects.standing().filter(attempt=attempt_id, passed=True)
    if result := standing.select_related("attempt__quiz", "attempt__person").first():
        complete_after_test(person=result.attempt.person, quiz_key=result.attempt.quiz.key)


@receiver(break_began, dispatch_uid="courses: a break, to those who run the programme")
def tell_who_runs_it(sender: Any, *, break_id: int, person_id: int, tells_manager: bool, **_: Any) -> None:
    """Only when the person ticked it. The cohort's page says it as well, for as long as the break lasts."""
    if not tells_manager:
        return
    person = User.objects.get(pk=person_id)
    for manager in User.objects.filter(pk__in=managers_of_learner(person), is_active=True):
        tell(person=manager, kind="accounts.somebody_on_break", key=f"{break_id}:{manager.public_id}", values={"name": person.called})
