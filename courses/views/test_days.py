"""/manage/cohorts/<cohort>/tests/: when the people of a cohort can take the tests of its programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.queries import QuizDaysLine
from courses.forms import TestDaysForm
from courses.models import Cohort
from courses.queries import tests_of
from courses.services.give_test_days import give_test_days
from courses.views.manage import my_cohort
from lms.core.errors import Refused
from lms.core.http import answer, refuse, sent


@login_required
def tests_view(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every test with the days that hold for this cohort."""
    cohort = my_cohort(request, public_id)
    return render(request, "courses/manage/tests.html", {"cohort": cohort, "lines": tests_of(cohort)})


@login_required
def test_days_view(request: HttpRequest, public_id: str, quiz_key: str) -> HttpResponse:
    """The days of one test for this cohort. Left empty, those of the test hold."""
    cohort = my_cohort(request, public_id)
    line = line_of(cohort, quiz_key)
    form = TestDaysForm(sent(request), initial={"opens_on": line.given.opens_on, "closes_on": line.given.closes_on})
    if form.is_valid():
        try:
            give_test_days(cohort=cohort, quiz=line.quiz, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The days of “%(test)s” are kept.") % {"test": line.quiz.title})
            return redirect("courses:cohort_tests", cohort.public_id.lower())
    return answer(request, "courses/manage/test_days.html", {"cohort": cohort, "line": line}, form)


def line_of(cohort: Cohort, quiz_key: str) -> QuizDaysLine:
    """A test of its programme; 404 for every other."""
    found = next((line for line in tests_of(cohort) if line.quiz.key == quiz_key), None)
    if found is None:
        raise Http404
    return found
