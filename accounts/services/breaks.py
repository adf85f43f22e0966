"""Stepping back and coming back. Nothing else is written: every due date is counted anew from the days (accounts.resting.pauses)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Break, Relation, User
from accounts.queries import open_break, selves
from accounts.signals import break_began
from lms.core import clock
from lms.core.errors import Refused

from .tell import tell


@transaction.atomic
def start_break(
    *, person: User, back_on: date | None = None, tells_supervisor: bool = False, tells_manager: bool = False, on: date | None = None
) -> Break:
    """Stop every clock from today. Nobody is asked why, and only those are told whom the person ticked. Two presses are one break."""
    today = on or clock.today()
    _check(back_on, today)
    User.objects.select_for_update().only("pk").get(pk=person.pk)
    if (held := open_break(person)) is not None:
        return held
    begun = Break.objects.create(
        person=person, began_on=today, back_on=back_on, tells_supervisor=tells_supervisor, tells_manager=tells_manager
    )
    _tell_supervisors(begun)
    break_began.send(sender=Break, break_id=begun.pk, person_id=person.pk, tells_manager=tells_manager)
    return begun


@transaction.atomic
def change_break(*, person: User, back_on: date | None, tells_supervisor: bool, tells_manager: bool, on: date | None = None) -> Break:
    """Choose another day, or other people who may know. Taking a tick away hides the break from them from now on."""
    _check(back_on, on or clock.today())
    held = open_break(person)
    if held is None:
        raise Refused(_("You are not on a break."))
    knew_supervisor, knew_manager = held.tells_supervisor, held.tells_manager
    held.back_on, held.tells_supervisor, held.tells_manager = back_on, tells_supervisor, tells_manager
    held.save()
    if not knew_supervisor:
        _tell_supervisors(held)
    if tells_manager and not knew_manager:
        break_began.send(sender=Break, break_id=held.pk, person_id=person.pk, tells_manager=True)
    return held


@transaction.atomic
def end_break(*, person: User, on: date | None = None) -> Break | None:
    """Come back today. None when there was no break to end: a second press does no harm."""
    ended = None
    for held in Break.objects.filter(person__in=selves(person), ended_on__isnull=True):  # joined records may each have begun one
        held.ended_on = max(on or clock.today(), held.began_on)
        held.save()
        ended = held
    return ended


def _check(back_on: date | None, today: date) -> None:
    if back_on is not None and back_on <= today:
        raise Refused(_("Choose a day after today, or leave it empty."))


def _tell_supervisors(held: Break) -> None:
    """A short word to those who supervise today. It says that, and nothing more."""
    if not held.tells_supervisor:
        return
    ties = Relation.objects.in_force().filter(kind="supervises", of=held.person_id, by__is_active=True).select_related("by")
    for tie in ties:
        tell(
            person=tie.by,
            kind="accounts.somebody_on_break",
            key=f"{held.public_id}:{tie.by.public_id}",
            values={"name": held.person.called},
        )


def check_in(on: date) -> int:
    """One quiet word on the day that somebody chose for coming back. Nothing before it, nothing after it."""
    due = Break.objects.filter(ended_on__isnull=True, back_on=on, person__is_active=True).select_related("person")
    for held in due:
        tell(person=held.person, kind="accounts.break_check_in", key=f"{held.public_id}:{on.isoformat()}")
    return len(due)
