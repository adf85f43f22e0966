"""/cms/questions/alike/: pairs of questions that say nearly the same, bank by bank."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.queries.alike_questions import alike_questions
from assessments.question_forms.exchange import BankForm
from assessments.views.bank import EDIT
from lms.core.permissions import require

PER_PAGE = 50


@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    require(request.user, EDIT)
    form = BankForm(request.GET or None)
    bank = form.cleaned_data["bank"] if form.is_valid() else None
    rows = Paginator(alike_questions(bank), PER_PAGE).get_page(request.GET.get("page")) if bank else ()
    return render(request, "assessments/cms/alike.html", {"form": form, "bank": bank, "rows": rows})
