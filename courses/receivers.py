"""What courses does when something happens in the apps below."""

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import invitation_accepted

from .models import Cohort
from .services.enrol import enrol


@receiver(invitation_accepted, dispatch_uid="courses: a place for who was invited")
def give_place(sender: Any, *, person_id: int, context_key: str, **_: Any) -> None:
    """An invitation to a cohort was taken up: the place is theirs."""
    kind, _colon, ref = context_key.partition(":")
    if kind == "cohort" and (cohort := Cohort.objects.filter(public_id=ref).first()):
        enrol(person=User.objects.get(pk=person_id), cohort=cohort)
