"""Small manners of our views."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import Refused

UNPROCESSABLE = 422


def refuse(form: forms.BaseForm, error: Refused, field: str | None = None) -> None:
    """Show what a service said in the form's error summary, so that nothing typed is lost."""
    for message in error.messages:
        form.add_error(field, message)


def answer(request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm | None = None) -> HttpResponse:
    """Render a page; with 422 when the form was sent and something in it needs another look."""
    status = UNPROCESSABLE if form is not None and form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)
