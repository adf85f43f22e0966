"""What becomes of somebody's certificates (lms.core.letting_go)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from certificates.models import Copy
from certificates.services.erase import erase_copies
from lms.core.letting_go import Part


def _has_copies(person: User) -> bool:
    return Copy.objects.filter(certification__person=person).exists()


PARTS = [
    Part(
        _("your certificates: the files, your name on them, and their codes"),
        has=lambda person: Copy.objects.filter(certification__person=person, snapshot__isnull=False).exists(),
        let_go=lambda person: erase_copies(person=person),
    ),
    Part(
        _("their numbers, and when they were made and checked"),
        has=_has_copies,
        why=_("a number is never given twice, and answers “ended”"),
    ),
]
