"""Forms of the other hand: a question, another version, an answer, a signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.core.forms import DayField
from logbook.models.entries import NOTE_LENGTH

from .fields import LengthField


class AskForm(forms.Form):
    """A question to whoever wrote the entry."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    question = forms.CharField(label=_("What would help you confirm this?"), max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 4}))


class DifferForm(forms.Form):
    """Another version of the same hours."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("How did you see it?"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One or two lines. Leave out health details and people you support."),
    )
    on = DayField(label=_("The day, as you remember it"), required=False)
    minutes = LengthField(label=_("The length, as you remember it"), required=False)


class AnswerForm(forms.Form):
    """An answer that goes back with the entry."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.CharField(label=_("Your answer"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea({"rows": 3}))


class SignForm(forms.Form):
    """Several entries, ticked one by one or for one person. Nothing is ticked beforehand."""

    happened = forms.BooleanField(
        label=_("I was there, or I have it from somebody who was. These hours happened."),
        error_messages={"required": _("Tick “These hours happened” if that is so. Only then can they count.")},
    )

    @property
    def picked(self) -> dict[str, str]:
        """What was ticked: public id -> the version that was on the page."""
        ticks = list(self.data.getlist("entry"))
        for person_ref in self.data.getlist("all"):
            ticks += self.data.getlist(f"shown-{person_ref}")
        return dict(tick.split(".", 1) for tick in ticks if "." in tick)

    def clean(self) -> dict[str, Any]:
        if not self.picked:
            raise forms.ValidationError(_("Tick the entries that happened as written."))
        return super().clean() or self.cleaned_data
