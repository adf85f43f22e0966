"""/manage/retention/: how long what is kept, as data that the privacy officer may change; and what each night let go of."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.views.guards import only
from lms.core.errors import Refused
from lms.core.http import answer, refuse
from lms.core.models import RetentionRun
from lms.desk.forms_retention import DaysForm
from lms.desk.services.retention import kept_line, kept_lines, set_days, would_go

NIGHTS_SHOWN = 14


@never_cache
@only("accounts.set_retention")
def retention_view(request: HttpRequest) -> HttpResponse:
    """The table, and the last two weeks of nights."""
    runs = [_told(run) for run in RetentionRun.objects.all()[:NIGHTS_SHOWN]]
    return render(request, "desk/retention.html", {"lines": kept_lines(), "runs": runs})


def _told(run: RetentionRun) -> dict[str, Any]:
    """A night in words: how many rows, of which kinds, and what did not work."""
    busy = [line for line in run.lines if line["rows"] or line["trouble"]]
    return {"run": run, "lines": busy, "rows": sum(line["rows"] for line in run.lines), "trouble": any(line["trouble"] for line in busy)}


@never_cache
@only("accounts.set_retention")
def retention_change_view(request: HttpRequest, key: str) -> HttpResponse:
    """Choose another time; a page in between says how many rows the next night would let go of."""
    line = kept_line(key)
    if line is None:
        raise Http404
    start = {"how": "days" if line.days else "good", "days": line.days}
    form = DaysForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["sure"]:
            context = {"line": line, "days": form.chosen, "rows": would_go(line, form.chosen), "form": form}
            return render(request, "desk/retention_check.html", context)
        try:
            set_days(line=line, days=form.chosen, by=request.user)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error, "days")
        else:
            messages.success(request, _("Changed. It holds from the next night."))
            return redirect("desk:retention")
    return answer(request, "desk/retention_change.html", {"line": line}, form)
