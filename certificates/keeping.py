"""How long certificates keeps what (lms.core.retention, ux.md 5.4)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from certificates.models import CheckEvent
from lms.core.registry import Keeping
from lms.core.retention import thin_out


def keep() -> list[Keeping]:
    return [
        Keeping(
            "certificates.checks",
            _("That somebody checked a certificate, and which answer they got"),
            _("the check"),
            _("how many there were a month"),
            90,
            _checks,
        )
    ]


def _checks(before: datetime) -> int:
    return thin_out(
        CheckEvent.objects.filter(at__lt=before), key="certificates.checks", at="at", label="outcome", why="checks are kept for a while"
    )
