"""/manage/reports/: what is going on, as pictures with their sentence, their table and their file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from lms.core.charts import Figure
from lms.core.sheets import csv_response
from lms.desk.figures.scope import Scope
from lms.desk.forms_reports import ReportFilter
from lms.desk.people_report import may_read
from lms.desk.reports import BY_KEY, Report, reports_for


def asked_scope(request: HttpRequest) -> Scope:
    """What `?cohort=` and `?edition=` ask for. A cohort that is not the reader's is not there."""
    scope = Scope(request.user, request.GET.get("cohort", ""), request.GET.get("edition", ""))  # type: ignore[arg-type]
    if scope.ref and scope.cohort is None:
        raise Http404
    return scope


def _found(request: HttpRequest, key: str) -> tuple[Report, Scope, Figure]:
    report = BY_KEY.get(key)
    if report is None or not report.is_for(request.user):  # type: ignore[arg-type]
        raise Http404
    scope = asked_scope(request)
    return report, scope, report.draw(scope)


@never_cache
@login_required
def reports_view(request: HttpRequest) -> HttpResponse:
    """The reports that this reader may open, in sentences. `?cohort=` stays in their addresses."""
    reports, people = reports_for(request.user), may_read(request.user)  # type: ignore[arg-type]
    if not reports:
        raise Http404
    scope = asked_scope(request)
    return render(request, "desk/reports/reports.html", {"reports": reports, "people": people, "scope": scope, "query": query_of(scope)})


def query_of(scope: Scope) -> str:
    """The filter as the rest of an address: "?cohort=..." or nothing."""
    kept = {"cohort": scope.cohort.public_id.lower() if scope.cohort else "", "edition": scope.edition}
    said = urlencode({name: value for name, value in kept.items() if value})
    return f"?{said}" if said else ""


@never_cache
@login_required
def report_view(request: HttpRequest, key: str) -> HttpResponse:
    """One report: filter, picture, sentence, table."""
    report, scope, figure = _found(request, key)
    csv = reverse("desk:report_csv", args=[key]) + query_of(scope) if figure.is_drawn else ""
    form = ReportFilter(request.GET, scope, report.by_edition)
    return render(request, "desk/reports/report.html", {"report": report, "scope": scope, "figure": figure, "form": form, "csv": csv})


@never_cache
@login_required
def report_csv_view(request: HttpRequest, key: str) -> HttpResponse:
    """The same table as a file. Of a figure that is withheld the file holds nothing but the words that say so."""
    _report, _scope, figure = _found(request, key)
    if not figure.is_drawn:
        return csv_response(key, [figure.title], [])
    return csv_response(key, figure.columns, figure.rows)


def agreement_view(request: HttpRequest) -> HttpResponse:
    """/quality/agreement/: the same report where quality assurers work."""
    return report_view(request, "agreement")
