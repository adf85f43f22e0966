"""News from schemes."""

from typing import Any

from django.dispatch import receiver

from certificates.services.renew import renew_copies
from schemes.signals import standing_changed


@receiver(standing_changed, dispatch_uid="certificates: print after an award or a renewal")
def print_what_is_new(certification_id: int, **_: Any) -> None:
    renew_copies(certification_id=certification_id)
