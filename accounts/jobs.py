"""Slow work about people (lms.core.jobs)."""

from typing import Any

from django.utils.translation import gettext_lazy

from accounts.services.consents import finish_withdrawal
from lms.core.jobs import job_kind
from lms.core.models import Job


@job_kind("accounts.consent_effect", says=gettext_lazy("act on a consent that was taken back"))
def consent_effect(job: Job, *, consent_id: int) -> dict[str, Any]:
    """What follows from taking a consent back."""
    held = finish_withdrawal(consent_id=consent_id)
    return {"consent": held.public_id}
