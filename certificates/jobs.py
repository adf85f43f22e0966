"""Slow work: printing."""

from typing import Any

from django.utils.translation import gettext_lazy

from certificates.queries import JOB_KIND
from certificates.services.issue import issue_copy
from lms.core.jobs import job_kind
from lms.core.models import Job


@job_kind(JOB_KIND, says=gettext_lazy("make a certificate"))
def issue(job: Job, *, certification_id: int, kind: str, title: str) -> dict[str, Any]:
    """The job's key is the copy's key: the same job twice is the same copy."""
    copy = issue_copy(certification_id=certification_id, kind=kind, title=title, key=job.key, progress=job.report)
    return {"copy": copy.public_id}
