"""What the privacy officer sends from the table of times."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.desk.services.retention import LONGEST_DAYS


class DaysForm(forms.Form):
    """For good, or for a number of days. `seen` is the number of rows that the confirm page showed: without it, that page comes first."""

    how = forms.ChoiceField(
        label=_("How long?"),
        choices=[("days", _("For a number of days")), ("good", _("For good"))],
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label=_("Days"),
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text=_("A year is 365. Counted from what the table says."),
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("how") == "days" and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", _("Write how many days, like 730."))
        return cleaned

    @property
    def chosen(self) -> int | None:
        return self.cleaned_data["days"] if self.cleaned_data["how"] == "days" else None
