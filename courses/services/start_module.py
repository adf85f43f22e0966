"""Beginning a module."""

from datetime import datetime

from django.db import transaction

from courses.models import Enrolment, ModuleEdition, ModuleEnrolment
from lms.core import clock


@transaction.atomic
def start_module(*, enrolment: Enrolment, edition: ModuleEdition, at: datetime | None = None) -> ModuleEnrolment:
    """Begin a module with an edition; who has begun stays on the edition they have. Two presses begin it once."""
    moment = at or clock.now()
    first = edition.outline["steps"][0]["key"]
    learning, _is_new = ModuleEnrolment.objects.get_or_create(
        enrolment=enrolment,
        module_key=edition.module_key,
        defaults={"edition": edition, "step_key": first, "touched_at": moment, "created_at": moment},
    )
    return learning
