"""/cms/tests/…: how a test and its questions did, for those who write them. Counts only, and none of fewer than ten people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assessments.item_figures import figure
from assessments.models import QuizVersion
from assessments.queries.item_statistics import QuizFigures, quiz_figures, quiz_lines
from assessments.statistics import FIRM, FLOOR
from assessments.views.bank import EDIT
from lms.core.permissions import require
from lms.core.sheets import csv_response


def quizzes(request: HttpRequest) -> HttpResponse:
    """Every test with its versions; each leads to its figures."""
    require(request.user, EDIT)
    return render(request, "assessments/cms/quizzes.html", {"lines": quiz_lines()})


def figures_of(request: HttpRequest, quiz_key: str, number: int) -> QuizFigures:
    require(request.user, EDIT)
    versions = QuizVersion.objects.select_related("quiz")
    return quiz_figures(get_object_or_404(versions, quiz__key=quiz_key, number=number))


def quiz_statistics(request: HttpRequest, quiz_key: str, number: int) -> HttpResponse:
    """One version of a test: the paper as a whole, its questions, and those to rewrite."""
    figures = figures_of(request, quiz_key, number)
    drawn = figure(figures)
    csv = reverse("assessments_quiz_statistics_csv", args=[quiz_key, number]) if drawn.is_drawn else ""
    context = {"figures": figures, "chart": drawn, "csv": csv, "floor": FLOOR, "firm": FIRM}
    return render(request, "assessments/cms/quiz_statistics.html", context)


def quiz_statistics_csv(request: HttpRequest, quiz_key: str, number: int) -> HttpResponse:
    """The same table as a file; of withheld figures nothing but the words that say so."""
    drawn = figure(figures_of(request, quiz_key, number))
    name = f"questions-{quiz_key}-{number}"
    if not drawn.is_drawn:
        return csv_response(name, [drawn.title], [])
    return csv_response(name, drawn.columns, drawn.rows)
