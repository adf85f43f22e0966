"""/cms/questions/alike/: pairs of questions that say nearly the same, bank by bank."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from assessments.models import QuestionBank
from assessments.queries.alike_questions import alike_questions
from lms.core.permissions import require

PER_PAGE = 50


class BankForm(forms.Form):
    bank = forms.ModelChoiceField(QuestionBank.objects.all(), to_field_name="key", label=gettext_lazy("Bank"))


@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    require(request.user, "assessments.edit_questions")
    form = BankForm(request.GET or None)
    bank = form.cleaned_data["bank"] if form.is_valid() else None
    rows = Paginator(alike_questions(bank), PER_PAGE).get_page(request.GET.get("page")) if bank else ()
    return render(request, "assessments/cms/alike.html", {"form": form, "bank": bank, "rows": rows})
