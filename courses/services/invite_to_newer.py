"""Telling those who are half-way through an older version that they may move."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import tell
from courses.models import ModuleEdition, ModuleEnrolment
from lms.core import clock
from lms.core.errors import Refused
from lms.core.permissions import require


@transaction.atomic
def invite_to_newer(*, module_key: UUID, by: User, at: datetime | None = None) -> int:
    """Write one message to everybody half-way through an older version of a module; returns how many were written.

    Each person hears of an edition once, however often this is pressed. Who has completed the module is not asked. Raises Refused when
    nothing is taught, PermissionDenied for others than editors and administrators.
    """
    require(by, "courses.release_edition")
    moment = at or clock.now()
    newest = ModuleEdition.objects.taught(moment).light().filter(module_key=module_key).first()
    if newest is None:
        raise Refused(_("No edition is in effect yet."))
    stayed = ModuleEnrolment.objects.filter(module_key=module_key, edition__lt=newest.pk, completed_at=None, enrolment__state="active")
    people = User.objects.filter(pk__in=stayed.values("enrolment__person")).order_by("pk")
    told = [tell(person=person, kind="courses.newer", key=f"{newest.pk}:{person.public_id}", at=at) for person in people]
    return sum(message is not None for message in told)
