"""News from schemes, and that an answer has gone out."""

from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver

from certificates.services.note_check import flush_due_checks
from certificates.services.renew import renew_copies
from schemes.signals import standing_changed


@receiver(standing_changed, dispatch_uid="certificates: print after an award or a renewal")
def print_what_is_new(certification_id: int, **_: Any) -> None:
    renew_copies(certification_id=certification_id)


request_finished.connect(flush_due_checks, dispatch_uid="certificates: write which checks were made")
