"""/manage/reports/people/: one row a person, by code; paged on screen, and whole as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from lms.core.charts import LEAST
from lms.core.sheets import csv_stream
from lms.desk.forms_reports import PeopleFilter
from lms.desk.people_report import COLUMNS, SORTS, PeopleReport, may_read
from lms.desk.views.reports import asked_scope


def _asked(request: HttpRequest) -> PeopleReport:
    if not may_read(request.user):  # type: ignore[arg-type]
        raise Http404
    return PeopleReport(asked_scope(request), request.GET.get("stage", ""), request.GET.get("sort", "code"))


@never_cache
@login_required
def people_view(request: HttpRequest) -> HttpResponse:
    """The rows of one page; below five people none."""
    report = _asked(request)
    page, lines = (None, []) if report.is_withheld else report.page(request.GET.get("page"))
    context = {"report": report, "page": page, "lines": lines, "form": PeopleFilter(request.GET, report.scope)}
    return render(request, "desk/reports/people.html", {**context, "columns": COLUMNS, "sorts": SORTS, "least": LEAST})


@never_cache
@login_required
def people_csv_view(request: HttpRequest) -> HttpResponseBase:
    """The same rows in the same order, all of them, sent while they are read."""
    report = _asked(request)
    rows = [] if report.is_withheld else (row.cells for row in report.every())
    return csv_stream("people", list(COLUMNS.values()), rows)
