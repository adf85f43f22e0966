"""/manage/jobs/: slow work that waits, runs or is stuck, for administrators. Of whom it is, nobody reads here."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.views.guards import only
from lms.core import clock
from lms.core.ids import normalise
from lms.core.models import Job
from lms.desk.services.jobs import open_jobs, shown, try_again

ON_A_PAGE = 50
LATELY = timedelta(days=1)


@never_cache
@only("accounts.mend_jobs")
def jobs_view(request: HttpRequest) -> HttpResponse:
    """What is not done, the stuck first; and how much was done since yesterday."""
    page = Paginator(open_jobs(), ON_A_PAGE).get_page(request.GET.get("page"))
    done = Job.objects.filter(state="done", finished_at__gte=clock.now() - LATELY).count()
    return render(request, "desk/jobs.html", {"page": page, "lines": [shown(job) for job in page], "done": done})


@never_cache
@only("accounts.mend_jobs")
def again_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page in between, then another try."""
    job = get_object_or_404(Job.objects.filter(state="stuck"), public_id=normalise(public_id))
    if request.method != "POST":
        return render(request, "desk/job_again.html", {"line": shown(job)})
    if try_again(job=job, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("It is tried again. Look here in some minutes."))
    return redirect("desk:jobs")
